import { clientCheck, recovered } from '../../../harness/index.ts';
import { AT_CODE_400 } from '../forgotten.ts';

export default clientCheck({
  requirement: 'client.stale-client.invalid-client-400-and-401',
  title: 'invalid_client for a code counts with status 400 too',
  scenario: AT_CODE_400,
  judge: (story) => recovered(story, '400 invalid_client for a code'),
});
