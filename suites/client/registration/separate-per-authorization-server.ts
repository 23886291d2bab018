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
import { decoded } from '../tokens.ts';

/** Characters. */
const UNMISTAKABLE = 8;

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
      const shown = [...given].find(([value]) => isShownIn(step, value));
      if (shown !== undefined)
        return violation(
          'only what the new authorization server has given out',
          `the ${shown[1]} of the former one was sent to ${step.exchange.request.url.split('?')[0] ?? ''}`,
        );
    }
    return ok;
  },
});

/** Ids, secrets and tokens, each with its name; secrets and tokens as pseudonyms, which are equal where they are. */
function givenOut(story: Story, here: readonly Step[]): Map<string, string> {
  const attempts = new Set(story.launches.map(({ attempt }) => attempt));
  const ids = new Set([...attempts].flatMap((attempt) => [...registeredIn(story, attempt)]));
  const atHome = here.filter(({ kind }) => kind === 'registration').map(clientOf);
  const given = new Map<string, string>();
  for (const id of atHome) if (id !== undefined && ids.has(id)) given.set(id, 'client_id');
  for (const { got } of here)
    for (const name of ['client_secret', 'access_token', 'refresh_token']) {
      const value = got[name];
      if (typeof value === 'string' && value !== '') given.set(value, name);
    }
  return given;
}

/** Wherever it stands: a short id is only told from other text where a client id has its place. */
function isShownIn({ kind, facts, parameters, exchange: { request } }: Step, value: string): boolean {
  if (kind !== 'registration' && [facts.client, parameters['client_id']].includes(value)) return true;
  const texts = [request.url, request.body ?? '', ...request.headers.map(([, field]) => field)];
  return (
    value.length >= UNMISTAKABLE &&
    texts.some((text) => text.includes(value) || decoded(text).includes(value))
  );
}
