import {
  clientCheck,
  clientOf,
  doesNotApply,
  recovered,
  registeredIn,
  violation,
} from '../../../harness/index.ts';
import { AT_REFRESH_401 } from '../forgotten.ts';

export default clientCheck({
  requirement: 'client.stale-client.refresh-invalid-client',
  title: 'Told invalid_client for a refresh, the client drops registration and tokens, registers and logs in',
  scenario: AT_REFRESH_401,
  judge(story) {
    const stale = registeredIn(story, 1);
    const refreshes = story.of('refresh').filter(({ attempt }) => attempt > 1);
    if (stale.size > 0 && refreshes.length === 0)
      return doesNotApply('The client did not refresh: it had no refresh token any more, or uses none.');
    const mixed = refreshes.find((step) => !stale.has(clientOf(step) ?? ''));
    return mixed === undefined
      ? recovered(story, '401 invalid_client for a refresh')
      : violation(
          'the refresh token goes with the registration that it was issued to',
          'the old refresh token was sent with the new client_id',
        );
  },
});
