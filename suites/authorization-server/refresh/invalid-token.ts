import { randomBytes } from 'node:crypto';
import {
  authorizationServerCheck,
  base64url,
  doesNotApply,
  errorOf,
  firstProblem,
  isTokenResponse,
  ok,
  saidBy,
  TOO_MANY,
  tolerated,
  unclear,
  violation,
  type Answered,
  type AuthorizationServerContext,
  type Client,
  type Judgement,
} from '../../../harness/index.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.refresh.invalid-token',
  title: 'An unknown refresh token is refused with invalid_grant',
  needs: ['login'],
  probe: async (server) => {
    const client = await server.client();
    const signed = [{ alg: 'RS256', typ: 'JWT' }, { jti: 'unknown' }].map((part) => base64url(part));
    const unknown = [random(32), [...signed, random(256)].join('.')];
    const attempts = unknown.map((token) =>
      server.token(client, { grant_type: 'refresh_token', refresh_token: token }),
    );
    const exchanges = (await Promise.all(attempts)).map(({ exchange }) => exchange);
    const isUsual = exchanges.every((exchange) => errorOf(exchange) === 'invalid_grant');
    return { attempts: exchanges, mayRefresh: isUsual || (await mayRefresh(server, client)) };
  },
  judge: ({ attempts, mayRefresh }) => firstProblem(attempts.map((attempt) => judge(attempt, mayRefresh))),
});

/** A client that was registered by hand need not be allowed this grant; then its refusal is about that. */
async function mayRefresh(server: AuthorizationServerContext, { registration, strategy }: Client) {
  if (registration !== undefined) return grantTypesOf(registration.response).includes('refresh_token');
  return strategy === 'cimd' || (await server.grant()).refreshToken !== undefined;
}

/** An answer that does not tell lets what was asked for stand (RFC 7591 §3.2.1). */
function grantTypesOf({ grant_types: types = ['refresh_token'] }: { [member: string]: unknown }): unknown[] {
  return Array.isArray(types) ? types : [];
}

const random = (bytes: number) => randomBytes(bytes).toString('base64url');

function judge(attempt: Answered, mayRefresh: boolean): Judgement {
  const { status } = attempt.response;
  const error = errorOf(attempt);
  const expected = 'an unknown refresh token is answered 400 with the error invalid_grant';
  if (status === 429) return unclear(TOO_MANY);
  if (error === 'invalid_grant' && status >= 400 && status < 500) {
    // RFC 6749 §5.2 asks for 400; clients go by the code.
    return status === 400 ? ok : tolerated(expected, saidBy(attempt));
  }
  if (error === 'unsupported_grant_type' || error === 'unauthorized_client')
    return doesNotApply(`The test client may not refresh: ${saidBy(attempt)}.`);
  if (error === 'invalid_client')
    return unclear(`The client itself was refused, so nothing is known of the token: ${saidBy(attempt)}.`);
  if (error === undefined && status >= 400 && status < 500)
    return doesNotApply(
      `It was refused, but not in the form of an OAuth error (${saidBy(attempt)}); another check judges that.`,
    );
  if (!mayRefresh && !isTokenResponse(attempt) && status < 500)
    return doesNotApply(`The test client gets no refresh tokens, so it may not use any: ${saidBy(attempt)}.`);
  return violation(expected, saidBy(attempt));
}
