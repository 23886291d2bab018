import { clientCheck } from '../../../harness/index.ts';
import { beyond, plainRound, searches } from '../places-judgements.ts';
import { PLACES, seenIn } from '../places.ts';

export default clientCheck({
  requirement: 'client.discovery.authorization-server-metadata-order',
  title: 'The next place is asked, too, when one answers 400 or 403',
  scenario: PLACES,
  reaches: 'connected',
  judge: (story) => beyond(searches(plainRound(story)), () => searches(seenIn(story, 'refused'))),
});
