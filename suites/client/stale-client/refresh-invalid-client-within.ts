import {
  clientCheck,
  clientOf,
  doesNotApply,
  endingOf,
  isSuccess,
  loopIn,
  ok,
  registeredIn,
  violation,
} from '../../../harness/index.ts';
import { WITHIN_ONE_PROCESS } from '../forgotten.ts';

export default clientCheck({
  requirement: 'client.stale-client.refresh-invalid-client',
  title: 'Told invalid_client for a refresh while it is at work, the client registers, logs in and goes on',
  scenario: WITHIN_ONE_PROCESS,
  reaches: 'served',
  judge(story) {
    if (registeredIn(story, 1).size === 0) return doesNotApply('The client does not register dynamically.');
    const [first] = story.of('registration').filter(isSuccess);
    const refused = story.steps.findIndex((step) => step.kind === 'refresh' && !isSuccess(step));
    if (refused === -1)
      return doesNotApply('The client did not refresh: it logs in again, or uses no refresh tokens.');
    const after = story.steps.slice(refused + 1);
    const mixed = after.find(
      (step) => step.kind === 'refresh' && clientOf(step) !== (first && clientOf(first)),
    );
    if (mixed !== undefined)
      return violation(
        'the refresh token goes with the registration that it was issued to',
        'the old refresh token was sent with the new client_id',
      );
    const loop = loopIn(story, 1, { registration: 2, refresh: 3 });
    if (loop !== undefined) return loop;
    return after.some((step) => step.kind === 'mcp' && isSuccess(step))
      ? ok
      : violation(
          'after 401 invalid_client for a refresh: a new registration, a new login, and the work goes on',
          `the client is not served any more: ${story.counts()}. ${endingOf(story.launches.at(-1))}`,
        );
  },
});
