import { clientCheck, recovered } from '../../../harness/index.ts';
import { AT_AUTHORIZE_PAGE } from '../forgotten.ts';

export default clientCheck({
  requirement: 'client.stale-client.authorize-dead-end',
  title: 'After a browser that ended on an error page the next attempt registers afresh',
  scenario: AT_AUTHORIZE_PAGE,
  judge: (story) => recovered(story, 'an error page (400) at the authorization endpoint'),
});
