import { clientCheck, recovered } from '../../../harness/index.ts';
import { AT_REFRESH_400 } from '../forgotten.ts';

export default clientCheck({
  requirement: 'client.stale-client.invalid-client-400-and-401',
  title: 'invalid_client for a refresh counts with status 400 too',
  scenario: AT_REFRESH_400,
  judge: (story) => recovered(story, '400 invalid_client for a refresh'),
});
