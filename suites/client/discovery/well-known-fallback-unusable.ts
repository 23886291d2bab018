import { clientCheck, firstProblem } from '../../../harness/index.ts';
import { beyond, fallsBack, plainRound, putUpWith } from '../places-judgements.ts';
import { PLACES, seenIn } from '../places.ts';

export default clientCheck({
  requirement: 'client.discovery.well-known-fallback',
  title: 'The root is asked, too, when the place with the path answers 502 or a page for people',
  scenario: PLACES,
  reaches: 'connected',
  judge: (story) =>
    beyond(fallsBack(story, plainRound(story)), () =>
      putUpWith(
        firstProblem([fallsBack(story, seenIn(story, 'pages')), fallsBack(story, seenIn(story, 'faults'))]),
      ),
    ),
});
