import {
  clientCheck,
  disown,
  doesNotApply,
  endingOf,
  loopIn,
  noStaleClient,
  ok,
  tokenError,
  violation,
  wasServed,
  type Scenario,
} from '../../../harness/index.ts';

/** In the second launch the client is forgotten and cannot register either; in the third it can again. */
const NO_REGISTRATION: Scenario = {
  server: { refreshTokens: 'offline_access' },
  async play(lab) {
    await lab.launch();
    lab.expireTokens();
    disown(lab, ['code'], tokenError('invalid_client', 401));
    const end = lab.answer('registration', { status: 503, json: { error: 'temporarily_unavailable' } });
    await lab.launch();
    end();
    await lab.launch();
    return undefined;
  },
};

export default clientCheck({
  requirement: 'client.stale-client.reregister-once',
  title:
    'Forgotten, and refused a new registration with 503, the client stops, and gets in when registration works again',
  scenario: NO_REGISTRATION,
  judge(story) {
    const beside = noStaleClient(story) ?? loopIn(story, 2, { registration: 3 });
    if (beside !== undefined) return beside;
    if (story.of('registration', 2).length === 0)
      return doesNotApply('The client did not try to register afresh; another check judges that.');
    if (wasServed(story, 3)) return ok;
    return violation(
      'an error in attempt 2, and nothing broken that is left behind: attempt 3 gets in',
      `attempt 3 does not get in: ${story.counts(3)}. ${endingOf(story.launches.at(-1))}`,
    );
  },
});
