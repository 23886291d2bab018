import {
  authorizationServerCheck,
  errorOf,
  firstProblem,
  isTokenResponse,
  ok,
  refusedWithError,
  saidBy,
  unclear,
  violation,
} from '../../../harness/index.ts';
import { madeUpCode } from '../token-requests.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.token.invalid-code',
  title: 'A made-up code is refused with invalid_grant',
  needs: ['login'],
  probe: async (server) => {
    const client = await server.client();
    const [unknown, malformed, bare] = await Promise.all([
      server.token(client, madeUpCode(client)),
      server.token(client, madeUpCode(client, 'x')),
      // There are servers that look for the code only to find the challenge of a verifier.
      server.token(client, { ...madeUpCode(client), code_verifier: undefined }),
    ]);
    return { unknown: unknown.exchange, malformed: malformed.exchange, bare: bare.exchange };
  },
  judge: ({ unknown, malformed, bare }) => {
    if ([unknown, malformed].some((exchange) => errorOf(exchange) === 'invalid_client')) {
      return unclear('The client was refused before its code was looked at.');
    }
    return firstProblem([
      isTokenResponse(bare)
        ? violation('a code that nobody has issued, sent without code_verifier, is refused', saidBy(bare))
        : ok,
      refusedWithError(unknown, ['invalid_grant'], 'A code that nobody has issued'),
      // RFC 6749 §5.2 calls a malformed parameter invalid_request.
      refusedWithError(malformed, ['invalid_grant', 'invalid_request'], 'A code of one letter'),
    ]);
  },
});
