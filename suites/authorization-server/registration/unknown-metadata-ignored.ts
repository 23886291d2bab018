import {
  authorizationServerCheck,
  ok,
  saidBy,
  TOO_MANY,
  unclear,
  violation,
} from '../../../harness/index.ts';
import { goodRegistration, isRegistered, registerWith } from '../registrations.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.registration.unknown-metadata-ignored',
  title: 'A registration with members that the server does not know is taken',
  needs: ['registration'],
  control: goodRegistration,
  probe: async (server) => ({
    registration: await registerWith(server, { x_unknown: 'text', x_nested: { number: 1, list: [true] } }),
  }),
  judge: ({ registration }) => {
    if (isRegistered(registration)) return ok;
    if (registration.response.status === 429) return unclear(TOO_MANY);
    return violation('unknown members are ignored and the client is registered', saidBy(registration));
  },
});
