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
  withoutRefreshTokens,
} from '../../../harness/index.ts';

/** The client is forgotten and cannot register either, for one launch or two; in the last one it can again. */
const NO_REGISTRATION: Scenario = {
  async play(lab) {
    withoutRefreshTokens(lab);
    await lab.launch();
    lab.expireTokens();
    disown(lab, ['code'], tokenError('invalid_client', 401));
    const end = lab.answer('registration', { status: 503, json: { error: 'temporarily_unavailable' } });
    await lab.launch();
    if (lab.story().of('registration', 2).length === 0) await lab.launch();
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
    const last = story.launches.at(-1)?.attempt ?? 0;
    if (!story.of('registration').some(({ attempt }) => attempt > 1 && attempt < last))
      return doesNotApply('The client did not try to register afresh; another check judges that.');
    if (wasServed(story, last)) return ok;
    return violation(
      'an error, and nothing broken that is left behind: the next attempt gets in',
      `attempt ${last} does not get in: ${story.counts(last)}. ${endingOf(story.launches.at(-1))}`,
    );
  },
});
