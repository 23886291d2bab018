/** What the order of places, and the end of the search, say of a client. */
import { doesNotApply, ok, unclear, violation, type Judgement, type Story } from '../../harness/index.ts';
import { seenIn, type RoundName, type Seen } from './places.ts';

/** The round in which everything that is not there is answered with 404, or with another 4xx that the client took as well. */
export function plainRound(story: Story): Seen | undefined {
  return seenIn(story, 'absent') ?? seenIn(story, 'refused');
}

/** The places are asked in their order, up to the one that has the document. */
export function inOrder(asked: readonly string[], places: readonly string[]): Judgement {
  const expected = `requests in this order: ${places.join(', ')}`;
  const first = places.map((place) => asked.indexOf(place));
  const missing = first.indexOf(-1);
  const shown = asked.length === 0 ? 'none of them' : [...new Set(asked)].join(', ');
  if (missing >= 0) return violation(expected, `${shown}; not ${String(places[missing])}`);
  return first.every((at, index) => index === 0 || at > (first[index - 1] ?? 0))
    ? ok
    : violation(expected, shown);
}

/** Whether the client asks the root for the resource metadata when the place with the path has none. */
export function fallsBack(story: Story, seen: Seen | undefined): Judgement {
  if (seen?.wasChallenged !== true) return unclear(`${story.summary}, and was shown no challenge.`);
  return inOrder(seen.resources, seen.resourcePlaces);
}

/** Whether the client asks for the metadata of the authorization server at one place after the other. */
export function searches(seen: Seen | undefined): Judgement {
  if (seen === undefined || seen.servers.length === 0)
    return doesNotApply('The client never came to the authorization server; another check judges that.');
  return inOrder(seen.servers, seen.serverPlaces);
}

/** What was seen in the first of the rounds in which the client came to the authorization server. */
export function firstAtServer(story: Story, names: readonly RoundName[]): Seen | undefined {
  return names
    .map((name) => seenIn(story, name))
    .find((seen) => seen !== undefined && seen.servers.length > 0);
}

/** As long as the plain case fails, the special one says nothing. */
export function beyond(plain: Judgement, special: () => Judgement): Judgement {
  return plain.kind === 'ok'
    ? special()
    : doesNotApply('The client does not get on when a place answers 404 either; another check judges that.');
}

/** Of a violation that no text names in so many words. */
export function putUpWith(judgement: Judgement): Judgement {
  return judgement.kind === 'violation' ? { ...judgement, tolerated: true } : judgement;
}
