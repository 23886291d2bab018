import { authorizationServerCheck, ok, tolerated, unclear, violation } from '../../../harness/index.ts';
import { toldOf } from '../attempts.ts';
import { documentOf, tryDocuments, tryGood } from '../client-documents.ts';

const EXPECTED = 'an error page: https, with a path, without dot segments, fragment, user name and password';

export default authorizationServerCheck({
  requirement: 'authorization-server.registration.cimd-url-form',
  title: 'A client_id that is no proper client identifier URL is refused',
  needs: ['login'],
  probe: async (server) => {
    // Each document names the odd URL, so that only its form is wrong.
    const odd = (what: string, change: (url: string) => string) => ({
      what,
      content: (url: string) => documentOf(server, change(url)),
      id: ({ url }: { url: string }) => change(url),
    });
    const { published } = await tryGood(server);
    const isAtRoot = new URL(published.url).pathname.startsWith('/clients/');
    const { exchanges, attempts } = await tryDocuments(server, [
      odd('a client_id with a .. segment', (url) => url.replace('/clients/', '/clients/other/../')),
      odd('a client_id with a . segment', (url) => url.replace('/clients/', '/clients/./')),
      odd('a client_id with a fragment', (url) => `${url}#client`),
      odd('a client_id with user name and password', (url) => url.replace('://', '://user:pw@')),
      odd('a client_id with a user name', (url) => url.replace('://', '://user@')),
      {
        what: 'a client_id of the scheme http',
        content: (_url: string, plainUrl: string) => documentOf(server, plainUrl),
        id: ({ plainUrl }: { plainUrl: string }) => plainUrl,
      },
      // The root of the host is ours only where the documents have no path of their own.
      ...(isAtRoot
        ? [{ ...odd('a client_id without a path', (url) => new URL(url).origin), path: '/' }]
        : []),
    ]);
    return { exchanges, attempts };
  },
  judge: ({ attempts }) => {
    const taken = attempts.find(({ hasCode }) => hasCode);
    if (taken !== undefined) return violation(EXPECTED, toldOf(taken));
    const fetched = attempts.find(({ fetches }) => fetches > 0);
    // To be refused is what counts; to be fetched before is no more than careless.
    if (fetched !== undefined) return tolerated(EXPECTED, `${fetched.what}: refused, but fetched before`);
    const lost = attempts.find(({ end }) => end === 'lost');
    return lost === undefined ? ok : unclear(toldOf(lost));
  },
});
