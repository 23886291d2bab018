import {
  authorizationServerCheck,
  doesNotApply,
  goodRefreshAccepted,
  isTokenResponse,
} from '../../../harness/index.ts';
import { randomText, tokenIssued } from '../token-requests.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.token.invalid-replay-does-not-revoke',
  title: 'A replayed code with a wrong verifier ends no tokens',
  needs: ['login'],
  control: goodRefreshAccepted,
  probe: async (server) => {
    const grant = await server.grant();
    const replay = await server.redeem(grant.authorization, { code_verifier: randomText() });
    const refresh = await server.refresh(grant);
    return { replay: replay.exchange, refresh: refresh.exchange };
  },
  judge: ({ replay, refresh }) =>
    isTokenResponse(replay)
      ? doesNotApply('The replay brought a token; another check judges that.')
      : tokenIssued(refresh, 'After a replay by somebody without the verifier, the refresh token'),
});
