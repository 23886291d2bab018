import { clientCheck, recovered } from '../../../harness/index.ts';
import { AT_AUTHORIZE_LOGIN } from '../forgotten.ts';

export default clientCheck({
  requirement: 'client.stale-client.authorize-dead-end',
  title: 'After a login page that never came back the next attempt registers afresh',
  scenario: AT_AUTHORIZE_LOGIN,
  judge: (story) => recovered(story, 'a login page that never comes back'),
});
