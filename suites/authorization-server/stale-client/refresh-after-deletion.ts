import { authorizationServerCheck, notApplicable } from '../../../harness/index.ts';
import { deletableClient, toldThatItIsGone } from '../deleted-client.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.stale-client.refresh-after-deletion',
  title: 'A refresh by a deleted client is told that the client is gone',
  needs: ['login', 'registration'],
  probe: async (server) => {
    const client = await deletableClient(server);
    const grant = await server.grant({ client });
    if (grant.refreshToken === undefined) {
      throw notApplicable('It issued no refresh token to the test client.', [grant.reply.exchange.id]);
    }
    const deletion = await server.deleteClient(client);
    const { exchange } = await server.refresh(grant);
    return { redeemed: grant.reply.exchange, deletion, refresh: exchange };
  },
  judge: ({ refresh }) => toldThatItIsGone(refresh, 'a refresh'),
});
