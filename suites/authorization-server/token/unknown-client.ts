import {
  authorizationServerCheck,
  errorOf,
  refusedWithError,
  saidBy,
  tolerated,
  violation,
} from '../../../harness/index.ts';
import { madeUpCode, stranger } from '../token-requests.ts';

const EXPECTED = 'a token request of an unknown client is refused with invalid_client and 400 or 401';

export default authorizationServerCheck({
  requirement: 'authorization-server.token.unknown-client',
  title: 'A token request of an unknown client is refused with invalid_client',
  probe: async (server) => {
    const client = stranger();
    const { exchange } = await server.token(client, madeUpCode(client));
    return { exchange };
  },
  judge: ({ exchange }) => {
    const { status } = exchange.response;
    if (status === 404) return violation(EXPECTED, saidBy(exchange));
    const isOdd = status > 401 && status < 429 && errorOf(exchange) === 'invalid_client';
    if (isOdd) return tolerated(EXPECTED, saidBy(exchange));
    return refusedWithError(exchange, ['invalid_client'], 'A token request of an unknown client');
  },
});
