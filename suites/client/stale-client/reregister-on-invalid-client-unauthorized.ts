import { clientCheck, recovered } from '../../../harness/index.ts';
import { AT_CODE_UNAUTHORIZED } from '../forgotten.ts';

export default clientCheck({
  requirement: 'client.stale-client.reregister-on-invalid-client',
  title: 'Told unauthorized_client for its code, the client registers afresh and gets in',
  scenario: AT_CODE_UNAUTHORIZED,
  judge: (story) => recovered(story, '400 unauthorized_client for a code'),
});
