import { authorizationServerCheck } from '../../../harness/index.ts';
import { documentOf, noneTaken, tryDocuments } from '../client-documents.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.registration.cimd-client-id-match',
  title: 'A document whose client_id is not its URL is refused',
  needs: ['login'],
  probe: (server) => {
    const naming = (what: string, change: (url: string) => string | undefined) => ({
      what,
      content: (url: string) => documentOf(server, url, { client_id: change(url) }),
    });
    return tryDocuments(server, [
      naming('the client_id of another client', (url) => url.replace(/[^/]+$/, 'another-client.json')),
      naming('a client_id with a slash at the end', (url) => `${url}/`),
      naming('a client_id with a query', (url) => `${url}?version=2`),
      naming('a client_id in another letter case', (url) => url.replace('/clients/', '/Clients/')),
      naming('no client_id', () => undefined),
    ]);
  },
  judge: ({ attempts }) =>
    noneTaken(attempts, "an error page: the document's client_id is its URL, character by character"),
});
