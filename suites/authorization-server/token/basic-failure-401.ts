import {
  authorizationServerCheck,
  challengesOf,
  errorOf,
  notApplicable,
  ok,
  saidBy,
  stringsOf,
  tolerated,
  TOO_MANY,
  unclear,
  violation,
} from '../../../harness/index.ts';
import { madeUpCode, randomText, stranger } from '../token-requests.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.token.basic-failure-401',
  title: 'Failed HTTP Basic authentication is answered with 401 and a Basic challenge',
  probe: async (server) => {
    const { document, exchange: metadata } = await server.gathered.metadata();
    const methods = stringsOf(document, 'token_endpoint_auth_methods_supported');
    // RFC 8414 §2: client_secret_basic where nothing is said.
    if (methods.length > 0 && !methods.includes('client_secret_basic')) {
      throw notApplicable('The metadata does not list client_secret_basic.', [metadata.id]);
    }
    const client = { ...stranger(), method: 'client_secret_basic', secret: randomText() } as const;
    const { exchange } = await server.token(client, madeUpCode(client));
    return { exchange };
  },
  judge: ({ exchange }) => {
    const { status } = exchange.response;
    const error = errorOf(exchange);
    const expected = 'unknown Basic credentials are refused with 401, invalid_client and a Basic challenge';
    if (status === 429) return unclear(TOO_MANY);
    if (status !== 401) return violation(expected, saidBy(exchange));
    if (error !== undefined && error !== 'invalid_client') return violation(expected, saidBy(exchange));
    const schemes = challengesOf(exchange).map(({ scheme }) => scheme);
    if (schemes.some((scheme) => scheme.toLowerCase() === 'basic')) return ok;
    const challenge = schemes.length === 0 ? 'no WWW-Authenticate' : `a challenge for ${schemes.join(', ')}`;
    return tolerated(expected, `HTTP 401 with ${challenge}`);
  },
});
