import { clientCheck, recovered } from '../../../harness/index.ts';
import { AT_AUTHORIZE_400 } from '../forgotten.ts';

export default clientCheck({
  requirement: 'client.stale-client.authorize-dead-end',
  title: 'After a browser that ended on a JSON error (400) the next attempt registers afresh',
  scenario: AT_AUTHORIZE_400,
  judge: (story) => recovered(story, 'a JSON error (400) at the authorization endpoint'),
});
