import { clientCheck, recovered } from '../../../harness/index.ts';
import { AT_AUTHORIZE_INVALID_CLIENT } from '../forgotten.ts';

export default clientCheck({
  requirement: 'client.stale-client.authorize-dead-end',
  title: 'After error=invalid_client from the authorization endpoint the next attempt registers afresh',
  scenario: AT_AUTHORIZE_INVALID_CLIENT,
  judge: (story) => recovered(story, 'error=invalid_client at the redirect URI'),
});
