import { clientCheck, recovered } from '../../../harness/index.ts';
import { AT_AUTHORIZE_UNAUTHORIZED } from '../forgotten.ts';

export default clientCheck({
  requirement: 'client.stale-client.authorize-dead-end',
  title: 'After error=unauthorized_client from the authorization endpoint the next attempt registers afresh',
  scenario: AT_AUTHORIZE_UNAUTHORIZED,
  judge: (story) => recovered(story, 'error=unauthorized_client at the redirect URI'),
});
