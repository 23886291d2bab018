import { authorizationServerCheck } from '../../../harness/index.ts';
import { goodRegistration, notRegistered, registerWith } from '../registrations.ts';

const WITHOUT_PERIOD = 'myapp:/cb';

export default authorizationServerCheck({
  requirement: 'authorization-server.registration.private-use-scheme-form',
  title: 'A private-use redirect scheme without a period is not registered',
  needs: ['registration'],
  control: goodRegistration,
  probe: async (server) => ({ attempt: await registerWith(server, { redirect_uris: [WITHOUT_PERIOD] }) }),
  judge: ({ attempt }) => notRegistered(attempt, `the redirect URI ${WITHOUT_PERIOD}`),
});
