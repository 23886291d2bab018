import { authorizationServerCheck, goodCodeRedeemed } from '../../../harness/index.ts';
import { tokenIssued } from '../token-requests.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.token.redirect-uri-optional',
  title: 'A code is redeemed without redirect_uri',
  needs: ['login'],
  control: goodCodeRedeemed,
  probe: async (server) => {
    const { exchange } = await server.redeem(await server.code(), { redirect_uri: undefined });
    return { exchange };
  },
  judge: ({ exchange }) => tokenIssued(exchange, 'A token request without redirect_uri'),
});
