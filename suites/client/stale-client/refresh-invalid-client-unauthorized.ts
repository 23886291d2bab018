import { clientCheck, recovered } from '../../../harness/index.ts';
import { AT_REFRESH_UNAUTHORIZED } from '../forgotten.ts';

export default clientCheck({
  requirement: 'client.stale-client.refresh-invalid-client',
  title: 'Told unauthorized_client for a refresh, the client registers afresh and gets in',
  scenario: AT_REFRESH_UNAUTHORIZED,
  judge: (story) => recovered(story, '400 unauthorized_client for a refresh'),
});
