import { authorizationServerCheck, ok } from '../../../harness/index.ts';
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
  judge: ({ second }) => {
    const { status } = second.response;
    // Denied is denied. A used code may be forgotten, and the error code for an unknown one is another check's business.
    const isDenied = status >= 400 && status < 500 && status !== 429;
    return isDenied ? ok : grantRefused(second, 'A code that was redeemed already');
  },
});
