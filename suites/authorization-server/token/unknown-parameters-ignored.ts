import { authorizationServerCheck, firstProblem, goodCodeRedeemed } from '../../../harness/index.ts';
import { refreshesOf, tokenIssued } from '../token-requests.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.token.unknown-parameters-ignored',
  title: 'Unknown parameters of a token request are ignored',
  needs: ['login'],
  control: goodCodeRedeemed,
  probe: async (server) => {
    const authorization = await server.code();
    const redeemed = await server.redeem(authorization, { x_unknown: '1' });
    const [, refreshed] = await refreshesOf(server, { authorization, redeemed }, [{}, { x_unknown: '1' }]);
    return { redeemed: redeemed.exchange, refreshed };
  },
  judge: ({ redeemed, refreshed }) =>
    firstProblem([
      tokenIssued(redeemed, 'A token request with x_unknown=1'),
      ...(refreshed === undefined ? [] : [tokenIssued(refreshed, 'A refresh with x_unknown=1')]),
    ]),
});
