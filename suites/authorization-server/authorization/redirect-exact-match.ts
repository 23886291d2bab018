import { authorizationServerCheck } from '../../../harness/index.ts';
import { isSentToAsked, tryEach, noneIs } from '../attempts.ts';
import { variantsOf } from '../redirect-uris.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.authorization.redirect-exact-match',
  title: 'Nobody is sent to a URI that only resembles the registered redirect URI',
  needs: ['login'],
  probe: async (server) => {
    const client = await server.client();
    const cases = variantsOf(client.redirectUri).map(({ what, uri }) => ({
      what: `the registered redirect URI with ${what}`,
      parameters: { redirect_uri: uri },
    }));
    return tryEach(server, cases, { client, tells: isSentToAsked });
  },
  judge: ({ attempts }) => noneIs(attempts, isSentToAsked, 'a page that says so, and no redirect to the URI'),
});
