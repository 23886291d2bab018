import { authorizationServerCheck } from '../../../harness/index.ts';
import { documentOf, noneTaken, tryDocuments } from '../client-documents.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.registration.cimd-fetch-failure',
  title: 'An authorization request ends when the document of the client cannot be fetched',
  needs: ['login'],
  probe: (server) => {
    const good = (url: string) => JSON.stringify(documentOf(server, url));
    return tryDocuments(server, [
      { what: 'a document that is not found', content: { status: 404, body: '' } },
      { what: 'a good document with status 404', content: (url) => ({ status: 404, body: good(url) }) },
      { what: 'an error of its host', content: { status: 500, body: '' } },
    ]);
  },
  judge: ({ attempts }) => noneTaken(attempts, 'an error page: without the document nobody knows the client'),
});
