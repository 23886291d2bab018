import {
  authorizationServerCheck,
  goodRefreshAccepted,
  isTokenResponse,
  notApplicable,
  ok,
  saidBy,
  unclear,
  violation,
} from '../../../harness/index.ts';
import { otherRevokingClient, revoke } from '../revocation.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.security.revocation-own-tokens',
  title: 'A token that another client tries to revoke lives on',
  needs: ['login', 'registration'],
  control: goodRefreshAccepted,
  probe: async (server) => {
    const [grant, other] = await Promise.all([server.grant(), otherRevokingClient(server)]);
    if (grant.refreshToken === undefined)
      throw notApplicable('It issued no refresh token to the test client.', [grant.reply.exchange.id]);
    if (grant.client.id === other.id)
      throw notApplicable('There is only one client, so no other one can revoke.');
    const attempt = await revoke(server, other, { token: grant.refreshToken, hint: 'refresh_token' });
    return { attempt: attempt.exchange, refresh: (await server.refresh(grant)).exchange };
  },
  judge: ({ refresh }) => {
    if (isTokenResponse(refresh)) return ok;
    const { status } = refresh.response;
    if (status === 429 || status >= 500) return unclear(`The refresh was answered ${saidBy(refresh)}.`);
    return violation(
      'a revocation by another client leaves the token as it is',
      `its owner cannot use it any more: ${saidBy(refresh)}`,
    );
  },
});
