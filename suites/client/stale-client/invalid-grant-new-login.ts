import {
  clientCheck,
  clientOf,
  doesNotApply,
  loopIn,
  noStaleClient,
  ok,
  registeredIn,
  tokenError,
  violation,
  wasServed,
  type Scenario,
} from '../../../harness/index.ts';

/** The authorization server still knows the client, and not its grant. */
const DEAD_GRANT: Scenario = {
  async play(lab) {
    await lab.launch();
    lab.expireTokens();
    lab.answer('refresh', tokenError('invalid_grant'));
    await lab.launch();
    return undefined;
  },
};

export default clientCheck({
  requirement: 'client.stale-client.invalid-grant-new-login',
  title: 'Told invalid_grant for a refresh, the client logs in once more with the same registration',
  scenario: DEAD_GRANT,
  judge(story) {
    const beside = noStaleClient(story);
    if (beside !== undefined) return beside;
    if (story.of('refresh', 2).length === 0) return doesNotApply('The client did not refresh.');
    const loop = loopIn(story, 2, { registration: Infinity });
    if (loop !== undefined) return loop;
    const known = registeredIn(story, 1);
    const login = story.of('authorization', 2).find((step) => known.has(clientOf(step) ?? ''));
    if (login !== undefined && wasServed(story, 2)) return ok;
    return violation(
      'one new login with the same client_id',
      login === undefined
        ? `no login with that client_id: ${story.counts(2)}`
        : `the client does not get in: ${story.counts(2)}`,
    );
  },
});
