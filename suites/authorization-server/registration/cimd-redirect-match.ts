import { authorizationServerCheck } from '../../../harness/index.ts';
import { isSentToAsked, noneIs, tryEach } from '../attempts.ts';
import { clientAt, redirectUriFor, requireGood, tryGood } from '../client-documents.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.registration.cimd-redirect-match',
  title: 'Nobody is sent to a redirect_uri that the document does not list',
  needs: ['login'],
  probe: async (server) => {
    await requireGood(server);
    const { url } = (await tryGood(server)).published;
    const asking = (what: string, uri: string) => ({ what, parameters: { redirect_uri: uri } });
    return tryEach(
      server,
      [
        asking('a redirect_uri elsewhere', 'https://unlisted.example/callback'),
        asking('a redirect_uri on the host of the client_id', new URL('/unlisted/callback', url).href),
        asking('a redirect_uri that begins with the listed one', `${redirectUriFor(server)}/unlisted`),
        asking('the client_id as redirect_uri', url),
      ],
      { client: clientAt(server, url), tells: isSentToAsked },
    );
  },
  judge: ({ attempts }) => noneIs(attempts, isSentToAsked, 'a page that says so, and no redirect to the URI'),
});
