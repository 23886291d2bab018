import { authorizationServerCheck, bodyOf, mediaTypeOf, ok, violation } from '../../../harness/index.ts';
import { isRegistered, noRegistration } from '../registrations.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.registration.created-201',
  title: 'A registration is answered with 201, application/json and a client_id',
  needs: ['registration'],
  probe: async (server) => ({ registration: (await server.gathered.registration()).reply.exchange }),
  judge: ({ registration }) => {
    const { status } = registration.response;
    const isSuccess = status >= 200 && status < 300;
    if (!isSuccess) return noRegistration(registration);
    if (!isRegistered(registration)) {
      const id = JSON.stringify(bodyOf(registration)?.['client_id'] ?? null);
      return violation('the answer has a client_id, a string', `HTTP ${status} with client_id ${id}`);
    }
    const type = mediaTypeOf(registration);
    if (status === 201 && type === 'application/json') return ok;
    const seen = `${status} with ${type === '' ? 'no media type' : type}`;
    return violation('201 with application/json', `${seen}; most clients put up with it, some do not`);
  },
});
