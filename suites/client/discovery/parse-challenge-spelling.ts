import { clientCheck } from '../../../harness/index.ts';
import { ADVERTISED, understands } from '../advertised.ts';

export default clientCheck({
  requirement: 'client.discovery.parse-challenge',
  title: 'A challenge is read in any letter case and with any spaces',
  scenario: ADVERTISED,
  reaches: 'connected',
  judge: (story) => understands(story, ['case', 'spaces']),
});
