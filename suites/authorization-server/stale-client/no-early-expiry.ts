import {
  authorizationServerCheck,
  errorOf,
  isTokenResponse,
  notApplicable,
  ok,
  saidBy,
  unclear,
  untested,
  violation,
} from '../../../harness/index.ts';

const MINUTES = 61;

export default authorizationServerCheck({
  requirement: 'authorization-server.stale-client.no-early-expiry',
  title: `A client that was idle for ${MINUTES} minutes is still known when it refreshes`,
  needs: ['login', 'registration'],
  waits: true,
  // A laboratory may move the clock instead of waiting: nobody else may be under way then.
  exclusive: true,
  probe: async (server) => {
    if (!server.target.waitExpiry) {
      throw untested(
        `It takes ${MINUTES} minutes to see whether idle clients are forgotten: give --wait-expiry.`,
      );
    }
    const grant = await server.grant({ client: await server.client({ metadata: {} }) });
    if (grant.refreshToken === undefined) {
      throw notApplicable('It issued no refresh token to the test client.', [grant.reply.exchange.id]);
    }
    await server.target.wait(MINUTES * 60);
    const { exchange } = await server.refresh(grant);
    return { redeemed: grant.reply.exchange, refresh: exchange };
  },
  judge: ({ refresh }) => {
    if (isTokenResponse(refresh)) return ok;
    if (errorOf(refresh) !== 'invalid_client') {
      return unclear(`The refresh was refused for another reason: ${saidBy(refresh)}.`);
    }
    return violation(
      'the registration lives as long as its refresh token',
      `invalid_client ${MINUTES} minutes after the registration`,
    );
  },
});
