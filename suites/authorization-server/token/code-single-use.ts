import {
  authorizationServerCheck,
  isTokenResponse,
  ok,
  violation,
  type AuthorizationServerContext,
  type Bend,
} from '../../../harness/index.ts';
import { grantRefused } from '../token-requests.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.token.code-single-use',
  title: 'A code is redeemed once only',
  needs: ['login'],
  probe: async (server) => {
    const [first, bare] = await Promise.all([replayed(server, {}), replayed(server, WITHOUT_VERIFIER)]);
    return { first: first.good, second: first.again, firstOfBare: bare.good, bare: bare.again };
  },
  judge: ({ second, bare }) => {
    if (isTokenResponse(bare)) {
      return violation(
        'a code that was redeemed already is refused',
        'a token, when no code_verifier came with it',
      );
    }
    const { status } = second.response;
    // Denied is denied. A used code may be forgotten, and the error code for an unknown one is another check's business.
    const isDenied = status >= 400 && status < 500 && status !== 429;
    return isDenied ? ok : grantRefused(second, 'A code that was redeemed already');
  },
});

/** What went with a code may be forgotten with it: its challenge, for one. */
const WITHOUT_VERIFIER: Bend = { code_verifier: undefined };

/** The first redemption is the control of the second: a grant without tokens ends the probe. */
async function replayed(server: AuthorizationServerContext, bend: Bend) {
  const { reply, authorization } = await server.grant();
  const { exchange } = await server.redeem(authorization, bend);
  return { good: reply.exchange, again: exchange };
}
