import { authorizationServerCheck, bodyOf, ok, violation } from '../../../harness/index.ts';
import { isRegistered, noRegistration } from '../registrations.ts';

const REGISTERED = ['redirect_uris', 'grant_types', 'response_types', 'token_endpoint_auth_method'];

export default authorizationServerCheck({
  requirement: 'authorization-server.registration.echoes-metadata',
  title: 'The answer to a registration returns the metadata as registered',
  needs: ['registration'],
  probe: async (server) => ({ registration: (await server.gathered.registration()).reply.exchange }),
  judge: ({ registration }) => {
    if (!isRegistered(registration)) return noRegistration(registration);
    const body = bodyOf(registration) ?? {};
    // Another value than was asked for is the server's right (RFC 7591 §2); to say nothing of it is not.
    const missing = REGISTERED.filter((member) => body[member] === undefined || body[member] === null);
    if (missing.length === 0) return ok;
    return violation(
      'the answer returns all metadata that were registered',
      `it lacks ${missing.join(', ')}`,
    );
  },
});
