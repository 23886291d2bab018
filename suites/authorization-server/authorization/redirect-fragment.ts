import { authorizationServerCheck } from '../../../harness/index.ts';
import { bringsCode, tryEach, noneIs } from '../attempts.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.authorization.redirect-fragment',
  title: 'A redirect_uri with a fragment is refused',
  needs: ['login'],
  probe: async (server) => {
    const client = await server.client();
    const parameters = { redirect_uri: `${client.redirectUri}#x` };
    const cases = [{ what: 'the registered redirect URI with #x', parameters }];
    return tryEach(server, cases, { client, tells: bringsCode });
  },
  judge: ({ attempts }) => noneIs(attempts, bringsCode, 'an error'),
});
