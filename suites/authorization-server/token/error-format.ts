import {
  authorizationServerCheck,
  bodyOf,
  doesNotApply,
  firstProblem,
  isTokenResponse,
  mediaTypeOf,
  ok,
  saidBy,
  tolerated,
  TOO_MANY,
  unclear,
  violation,
  type Answered,
  type Judgement,
} from '../../../harness/index.ts';
import { anyClient, madeUpCode } from '../token-requests.ts';

/** RFC 6749 §5.2, and what is registered beside it for the token endpoint (IANA «OAuth Extensions Error»). */
const CODES: ReadonlySet<unknown> = new Set([
  'invalid_request',
  'invalid_client',
  'invalid_grant',
  'unauthorized_client',
  'unsupported_grant_type',
  'invalid_scope',
  'invalid_target',
  'invalid_dpop_proof',
  'use_dpop_nonce',
  'invalid_authorization_details',
  'access_denied',
  'authorization_pending',
  'slow_down',
  'expired_token',
]);

export default authorizationServerCheck({
  requirement: 'authorization-server.token.error-format',
  title: 'Errors of the token endpoint are 400 or 401 with JSON and a defined error code',
  probe: async (server) => {
    const client = await anyClient(server);
    const url = await server.endpoint('token_endpoint');
    const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' };
    const [empty, unknownGrant, badCode] = await Promise.all([
      server.send({ method: 'POST', url, headers, body: '' }),
      server.token(client, { ...madeUpCode(client), grant_type: 'foo' }),
      server.token(client, madeUpCode(client)),
    ]);
    return { empty, unknownGrant: unknownGrant.exchange, badCode: badCode.exchange };
  },
  judge: ({ empty, unknownGrant, badCode }) =>
    firstProblem([
      judgeOne(empty, 'An empty form'),
      ...[unknownGrant, badCode].map((exchange) =>
        isTokenResponse(exchange) || exchange.response.status >= 500
          ? doesNotApply(`There was no error answer (${saidBy(exchange)}); another check judges that.`)
          : judgeOne(exchange, exchange === badCode ? 'A made-up code' : 'An unknown grant type'),
      ),
    ]),
});

function judgeOne(exchange: Answered, what: string): Judgement {
  const { status } = exchange.response;
  if (status === 429) return unclear(TOO_MANY);
  const expected = (rest: string) => `${what} is answered with ${rest}`;
  if (status < 400 || status >= 500) return violation(expected('HTTP 400'), saidBy(exchange));
  const type = mediaTypeOf(exchange);
  const body = bodyOf(exchange);
  if (type !== 'application/json' || body === undefined) {
    const actual = `HTTP ${status}, ${type === '' ? 'no Content-Type' : type}`;
    return violation(expected('a JSON object as application/json'), actual);
  }
  const { error } = body;
  if (!CODES.has(error)) {
    return violation(expected('one of the defined error codes'), `"error": ${JSON.stringify(error ?? null)}`);
  }
  const isUsual = status === 400 || (status === 401 && error === 'invalid_client');
  return isUsual ? ok : tolerated(expected('HTTP 400 (401 for invalid_client)'), saidBy(exchange));
}
