import { authorizationServerCheck } from '../../../harness/index.ts';
import { documentOf, noneTaken, redirectUriFor, tryDocuments } from '../client-documents.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.registration.cimd-structure',
  title: 'A document that is no JSON object with the required members is refused',
  needs: ['login'],
  probe: (server) => {
    const html = { headers: [['content-type', 'text/html']] as [string, string][], body: PAGE };
    const text = (url: string) => JSON.stringify(documentOf(server, url));
    const without = (change: Parameters<typeof documentOf>[2]) => (url: string) =>
      documentOf(server, url, change);
    return tryDocuments(server, [
      { what: 'an HTML page', content: html },
      { what: 'JSON that is cut off', content: (url: string) => ({ body: text(url).slice(0, -1) }) },
      { what: 'an array around it', content: (url: string) => ({ body: `[${text(url)}]` }) },
      { what: 'no redirect_uris', content: without({ redirect_uris: undefined }) },
      { what: 'an empty list of redirect_uris', content: without({ redirect_uris: [] }) },
      {
        what: 'redirect_uris that are no list',
        content: without({ redirect_uris: redirectUriFor(server) }),
      },
      // MCP «Implementation Requirements» counts it among the required ones.
      { what: 'no client_name', content: without({ client_name: undefined }) },
    ]);
  },
  judge: ({ attempts }) =>
    noneTaken(
      attempts,
      'an error page: a JSON object with client_id, client_name and redirect_uris is needed',
    ),
});

const PAGE = '<!doctype html><title>A client</title><p>This is not its metadata.</p>';
