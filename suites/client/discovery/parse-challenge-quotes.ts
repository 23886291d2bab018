import { clientCheck } from '../../../harness/index.ts';
import { ADVERTISED, understands } from '../advertised.ts';

export default clientCheck({
  requirement: 'client.discovery.parse-challenge',
  title: 'Commas and other text within quotes are no parameters of a challenge',
  scenario: ADVERTISED,
  reaches: 'connected',
  judge: (story) => understands(story, ['quotes']),
});
