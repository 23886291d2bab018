import { randomBytes } from 'node:crypto';
import {
  authorizationServerCheck,
  base64url,
  doesNotApply,
  errorOf,
  firstProblem,
  ok,
  saidBy,
  TOO_MANY,
  tolerated,
  unclear,
  violation,
  type Answered,
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
    return { attempts: (await Promise.all(attempts)).map(({ exchange }) => exchange) };
  },
  judge: ({ attempts }) => firstProblem(attempts.map(judge)),
});

const random = (bytes: number) => randomBytes(bytes).toString('base64url');

function judge(attempt: Answered): Judgement {
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
  return violation(expected, saidBy(attempt));
}
