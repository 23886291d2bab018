import { clientCheck, doesNotApply } from '../../../harness/index.ts';
import { authorizationsAgain, INSUFFICIENT_SCOPE } from '../insufficient-scope.ts';
import { tokenInUrl } from '../tokens.ts';

export default clientCheck({
  requirement: 'client.token.never-in-query',
  title: 'When the client asks for authorization again, the token that it has is in no URL',
  scenario: INSUFFICIENT_SCOPE,
  reaches: 'served',
  judge: (story) =>
    authorizationsAgain(story).length === 0
      ? doesNotApply('The client does not ask for authorization again.')
      : tokenInUrl(story),
});
