import { clientCheck } from '../../../harness/index.ts';
import { ADVERTISED, understands } from '../advertised.ts';

export default clientCheck({
  requirement: 'client.discovery.parse-challenge',
  title: 'The Bearer challenge is found among challenges of other schemes, in one line or in several',
  scenario: ADVERTISED,
  reaches: 'connected',
  judge: (story) => understands(story, ['several', 'lines', 'token68']),
});
