import { clientCheck } from '../../../harness/index.ts';
import { getsInAgain, registrationRefused } from '../refused-registration.ts';

export default clientCheck({
  requirement: 'client.stale-client.reregister-once',
  title:
    'Forgotten, and refused a new registration with 403, the client stops, and gets in when registration works again',
  scenario: registrationRefused({ status: 403, json: { error: 'access_denied' } }),
  judge: getsInAgain,
});
