import { authorizationServerCheck } from '../../../harness/index.ts';
import { grantRefused } from '../token-requests.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.token.code-single-use',
  title: 'A code is redeemed once only',
  needs: ['login'],
  probe: async (server) => {
    // The first redemption is the control of the second: a grant without tokens ends the probe.
    const { reply, authorization } = await server.grant();
    const { exchange } = await server.redeem(authorization);
    return { first: reply.exchange, second: exchange };
  },
  judge: ({ second }) => grantRefused(second, 'A code that was redeemed already'),
});
