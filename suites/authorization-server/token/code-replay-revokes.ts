import {
  authorizationServerCheck,
  doesNotApply,
  goodRefreshAccepted,
  isTokenResponse,
  ok,
  readAccessToken,
  unclear,
  saidBy,
  violation,
} from '../../../harness/index.ts';
import { opaqueReader } from '../token-requests.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.token.code-replay-revokes',
  title: 'A replayed code ends the tokens that were issued for it',
  needs: ['login'],
  control: goodRefreshAccepted,
  probe: async (server) => {
    const grant = await server.grant();
    const { accessToken } = grant;
    // A self-contained token cannot be called back.
    const reader = await opaqueReader(server, accessToken);
    const before = reader && (await readAccessToken(server, accessToken, reader));
    const replay = await server.redeem(grant.authorization);
    const after = before && (await readAccessToken(server, accessToken, reader));
    const refresh = await server.refresh(grant);
    return { replay: replay.exchange, refresh: refresh.exchange, introspection: after?.exchange };
  },
  judge: ({ replay, refresh, introspection }) => {
    if (isTokenResponse(replay))
      return doesNotApply('The replay brought a token; another check judges that.');
    const expected = 'after the replay of a code its tokens are refused';
    if (isTokenResponse(refresh)) return violation(expected, 'the refresh token is still good');
    // Read only while it is active.
    if (introspection !== undefined) return violation(expected, 'the access token is still active');
    const { status } = refresh.response;
    return status < 500 && status !== 429 ? ok : unclear(`The refresh was not judged: ${saidBy(refresh)}.`);
  },
});
