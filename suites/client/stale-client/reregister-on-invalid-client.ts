import { clientCheck, recovered } from '../../../harness/index.ts';
import { AT_CODE_401 } from '../forgotten.ts';

export default clientCheck({
  requirement: 'client.stale-client.reregister-on-invalid-client',
  title: 'Told invalid_client for its code, the client registers afresh and gets in',
  scenario: AT_CODE_401,
  judge: (story) => recovered(story, '401 invalid_client for a code'),
});
