import { clientCheck } from '../../../harness/index.ts';
import { FOREIGN_ISSUER, issuerNotFollowed } from '../foreign-documents.ts';

export default clientCheck({
  requirement: 'client.discovery.validate-issuer',
  title: 'Metadata whose issuer has a slash more than the one that was looked up is not used',
  scenario: FOREIGN_ISSUER,
  reaches: 'connected',
  judge: (story) => issuerNotFollowed(story, 'a slash more'),
});
