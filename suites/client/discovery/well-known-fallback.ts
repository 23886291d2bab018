import { clientCheck, firstProblem, ok, unclear, violation } from '../../../harness/index.ts';
import { fallsBack, plainRound } from '../places-judgements.ts';
import { PLACES, seenIn } from '../places.ts';

export default clientCheck({
  requirement: 'client.discovery.well-known-fallback',
  title: 'Without resource_metadata the client asks the place with the path, and then the root',
  scenario: PLACES,
  reaches: 'connected',
  judge(story) {
    const root = seenIn(story, 'root');
    if (root?.wasChallenged !== true) return unclear(`${story.summary}, and was shown no challenge.`);
    const [first] = root.resources;
    const [place = ''] = root.resourcePlaces;
    const begins =
      first === place
        ? ok
        : violation(`first ${place}`, first === undefined ? 'no request' : `first ${first}`);
    return firstProblem([begins, fallsBack(story, plainRound(story))]);
  },
});
