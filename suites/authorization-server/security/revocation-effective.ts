import {
  authorizationServerCheck,
  doesNotApply,
  goodRefreshAccepted,
  isTokenResponse,
  notApplicable,
  ok,
  saidBy,
  unclear,
  violation,
} from '../../../harness/index.ts';
import { revoke, revokingClient } from '../revocation.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.security.revocation-effective',
  title: 'A refresh token that was revoked is refused',
  needs: ['login'],
  control: goodRefreshAccepted,
  probe: async (server) => {
    const grant = await server.grant({ client: await revokingClient(server) });
    if (grant.refreshToken === undefined)
      throw notApplicable('It issued no refresh token to the test client.', [grant.reply.exchange.id]);
    const revocation = await revoke(server, grant.client, {
      token: grant.refreshToken,
      hint: 'refresh_token',
    });
    return { revocation: revocation.exchange, refresh: (await server.refresh(grant)).exchange };
  },
  judge: ({ revocation, refresh }) => {
    if (revocation.response.status !== 200)
      return doesNotApply(`The revocation was answered ${saidBy(revocation)}; another check judges that.`);
    if (isTokenResponse(refresh))
      return violation('a revoked refresh token is refused with invalid_grant', 'it still brings tokens');
    const { status } = refresh.response;
    return status >= 400 && status < 500 ? ok : unclear(`The refresh was answered ${saidBy(refresh)}.`);
  },
});
