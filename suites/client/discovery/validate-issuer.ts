import { clientCheck } from '../../../harness/index.ts';
import { FOREIGN_ISSUER, issuerNotFollowed } from '../foreign-documents.ts';

export default clientCheck({
  requirement: 'client.discovery.validate-issuer',
  title: 'Metadata of another issuer than the one that was looked up is not used',
  scenario: FOREIGN_ISSUER,
  reaches: 'connected',
  judge: (story) => issuerNotFollowed(story, 'another issuer'),
});
