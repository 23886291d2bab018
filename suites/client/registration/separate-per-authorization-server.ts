import {
  atSecond,
  clientCheck,
  clientOf,
  doesNotApply,
  ok,
  registeredIn,
  unclear,
  violation,
  type Step,
  type Story,
} from '../../../harness/index.ts';
import { hasTurned, MOVED, stayedBehind } from '../moved.ts';

export default clientCheck({
  requirement: 'client.registration.separate-per-authorization-server',
  title: 'Nothing that one authorization server has given out is shown to another',
  scenario: MOVED,
  judge(story) {
    const there = atSecond(story);
    const elsewhere = new Set(there);
    const here = story.steps.filter((step) => !elsewhere.has(step));
    if (here.every(({ kind }) => kind !== 'authorization'))
      return unclear('The client was never let in at the first authorization server.');
    if (!hasTurned(story)) return stayedBehind(story.steps);
    const given = givenOut(story, here);
    if (given.size === 0) return doesNotApply('The first authorization server has given out nothing.');
    for (const step of there) {
      const shown = shownIn(step).find(([, value]) => given.has(value));
      if (shown !== undefined)
        return violation(
          'only what the new authorization server has given out',
          `the ${shown[0]} of the former one was sent to ${step.exchange.request.url.split('?')[0] ?? ''}`,
        );
    }
    return ok;
  },
});

/** Ids, secrets and tokens; secrets and tokens as pseudonyms, which are equal where they are. */
function givenOut(story: Story, here: readonly Step[]): Set<string> {
  const attempts = new Set(story.launches.map(({ attempt }) => attempt));
  const ids = [...attempts].flatMap((attempt) => [...registeredIn(story, attempt)]);
  const atHome = here.filter(({ kind }) => kind === 'registration').map(clientOf);
  const values = here.flatMap(({ got }) =>
    ['client_secret', 'access_token', 'refresh_token'].map((name) => got[name]),
  );
  return new Set([
    ...ids.filter((id) => atHome.includes(id)),
    ...values.filter((value) => typeof value === 'string'),
  ]);
}

function shownIn(step: Step): [string, string][] {
  const { parameters } = step;
  const all: [string, string | undefined][] = [
    ['client_id', step.kind === 'registration' ? undefined : clientOf(step)],
    ['client_secret', parameters['client_secret']],
    ['refresh token', parameters['refresh_token']],
  ];
  return all.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
}
