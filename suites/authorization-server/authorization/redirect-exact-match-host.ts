import { authorizationServerCheck, untested } from '../../../harness/index.ts';
import { isSentToAsked, tryEach, noneIs } from '../attempts.ts';
import { hostVariantsOf } from '../redirect-uris.ts';
import { registeredWith } from '../registered-with.ts';

const REGISTERED = 'https://client.example/callback';

export default authorizationServerCheck({
  requirement: 'authorization-server.authorization.redirect-exact-match',
  title: 'Nobody is sent to a host that only resembles that of the registered redirect URI',
  needs: ['login', 'registration'],
  probe: async (server) => {
    const client = await registeredWith(server, REGISTERED, 'web');
    if (client === undefined)
      throw untested(`It registers no client with ${REGISTERED}, so other hosts cannot be compared with it.`);
    const cases = hostVariantsOf(REGISTERED).map(({ what, uri }) => ({
      what,
      parameters: { redirect_uri: uri },
    }));
    return tryEach(server, cases, { client, tells: isSentToAsked });
  },
  judge: ({ attempts }) => noneIs(attempts, isSentToAsked, 'a page that says so, and no redirect to the URI'),
});
