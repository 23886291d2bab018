import { clientCheck } from '../../../harness/index.ts';
import { ADVERTISED, understands } from '../advertised.ts';

export default clientCheck({
  requirement: 'client.discovery.parse-challenge',
  title: 'A challenge is read whatever the order of its parameters',
  scenario: ADVERTISED,
  reaches: 'connected',
  judge: (story) => understands(story, ['order']),
});
