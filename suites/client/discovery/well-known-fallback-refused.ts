import { clientCheck } from '../../../harness/index.ts';
import { beyond, fallsBack, plainRound } from '../places-judgements.ts';
import { PLACES, seenIn } from '../places.ts';

export default clientCheck({
  requirement: 'client.discovery.well-known-fallback',
  title: 'The root is asked, too, when the place with the path answers 401',
  scenario: PLACES,
  reaches: 'connected',
  judge: (story) =>
    beyond(fallsBack(story, plainRound(story)), () => fallsBack(story, seenIn(story, 'refused'))),
});
