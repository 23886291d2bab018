import { authorizationServerCheck } from '../../../harness/index.ts';
import { deletableClient, toldThatItIsGone } from '../deleted-client.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.stale-client.code-after-deletion',
  title: 'A client that was deleted before it redeemed its code is told that it is gone',
  needs: ['login', 'registration'],
  probe: async (server) => {
    const client = await deletableClient(server);
    const authorization = await server.code({ client });
    const deletion = await server.deleteClient(client);
    const { exchange } = await server.redeem(authorization);
    return { authorization: authorization.exchanges, deletion, redeem: exchange };
  },
  judge: ({ redeem }) => toldThatItIsGone(redeem, 'a code'),
});
