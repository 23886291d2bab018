import { clientCheck, ORDINARY } from '../../../harness/index.ts';
import { tokenInUrl } from '../tokens.ts';

export default clientCheck({
  requirement: 'client.token.never-in-query',
  title: 'No URL has an access token in it',
  scenario: ORDINARY,
  reaches: 'token',
  judge: tokenInUrl,
});
