import { clientCheck, recovered } from '../../../harness/index.ts';
import { AT_AUTHORIZE_JSON } from '../forgotten.ts';

export default clientCheck({
  requirement: 'client.stale-client.authorize-dead-end',
  title: 'After a browser that ended on a JSON error (401) the next attempt registers afresh',
  scenario: AT_AUTHORIZE_JSON,
  judge: (story) => recovered(story, 'a JSON error (401) at the authorization endpoint'),
});
