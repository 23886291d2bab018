import { randomBytes } from 'node:crypto';
import {
  authorizationServerCheck,
  firstProblem,
  ok,
  saidBy,
  violation,
  type Answered,
} from '../../../harness/index.ts';
import { revoke, revokingClient } from '../revocation.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.security.revocation-200',
  title: 'A revocation is answered 200, whether the token is known or not',
  needs: ['login'],
  probe: async (server) => {
    const client = await revokingClient(server);
    const { refreshToken, accessToken } = await server.grant({ client });
    const hint = refreshToken === undefined ? 'access_token' : 'refresh_token';
    const [known, unknown] = await Promise.all(
      [refreshToken ?? accessToken, randomBytes(32).toString('base64url')].map((token) =>
        revoke(server, client, { token, hint }),
      ),
    );
    return { known: known?.exchange, unknown: unknown?.exchange };
  },
  judge: ({ known, unknown }) =>
    firstProblem([judge(known, 'its own, good token'), judge(unknown, 'an unknown token')]),
});

function judge(answer: Answered | undefined, what: string) {
  if (answer === undefined || answer.response.status === 200) return ok;
  // RFC 7009 §2.2.1: a server need not revoke every kind of token.
  const isLegal = saidBy(answer).endsWith('unsupported_token_type');
  return isLegal
    ? ok
    : violation(`the revocation of ${what} is answered 200`, `it was answered ${saidBy(answer)}`);
}
