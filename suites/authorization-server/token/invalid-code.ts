import {
  authorizationServerCheck,
  errorOf,
  firstProblem,
  refusedWithError,
  unclear,
} from '../../../harness/index.ts';
import { madeUpCode } from '../token-requests.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.token.invalid-code',
  title: 'A made-up code is refused with invalid_grant',
  needs: ['login'],
  probe: async (server) => {
    const client = await server.client();
    const [unknown, malformed] = await Promise.all([
      server.token(client, madeUpCode(client)),
      server.token(client, madeUpCode(client, 'x')),
    ]);
    return { unknown: unknown.exchange, malformed: malformed.exchange };
  },
  judge: ({ unknown, malformed }) => {
    if ([unknown, malformed].some((exchange) => errorOf(exchange) === 'invalid_client')) {
      return unclear('The client was refused before its code was looked at.');
    }
    return firstProblem([
      refusedWithError(unknown, ['invalid_grant'], 'A code that nobody has issued'),
      // RFC 6749 §5.2 calls a malformed parameter invalid_request.
      refusedWithError(malformed, ['invalid_grant', 'invalid_request'], 'A code of one letter'),
    ]);
  },
});
