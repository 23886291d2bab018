/** A client that is forgotten and cannot register either: it must stop, and leave nothing broken behind. */
import {
  disown,
  doesNotApply,
  endingOf,
  loopIn,
  noStaleClient,
  ok,
  tokenError,
  violation,
  wasServed,
  withoutRefreshTokens,
  type Judgement,
  type LabAnswer,
  type Scenario,
  type Story,
} from '../../harness/index.ts';

/** Registration is refused in this way for one launch or two; in the last one it works again. */
export function registrationRefused(answer: LabAnswer): Scenario {
  return {
    async play(lab) {
      withoutRefreshTokens(lab);
      await lab.launch();
      lab.expireTokens();
      disown(lab, ['code'], tokenError('invalid_client', 401));
      const end = lab.answer('registration', answer);
      await lab.launch();
      if (lab.story().of('registration', 2).length === 0) await lab.launch();
      end();
      await lab.launch();
      return undefined;
    },
  };
}

export function getsInAgain(story: Story): Judgement {
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
}
