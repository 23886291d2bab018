import { authorizationServerCheck, ok, violation } from '../../../harness/index.ts';
import { authorizeBy, documentHost, documentOf, requireGood, requireRead } from '../client-documents.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.registration.cimd-cache',
  title: 'A document is not fetched for each request when it may be kept',
  needs: ['login'],
  probe: async (server) => {
    await requireGood(server);
    const published = (await documentHost(server)).publish((url) => ({
      headers: [
        ['content-type', 'application/json'],
        ['cache-control', 'max-age=3600'],
      ],
      body: JSON.stringify(documentOf(server, url)),
    }));
    const first = await authorizeBy(server, published);
    requireRead(server, published, first);
    const reads = [published.fetches];
    const requests = [first];
    for (let further = 0; further < 2; further += 1) {
      requests.push(await authorizeBy(server, published));
      reads.push(published.fetches);
    }
    return { requests: requests.flatMap(({ exchanges }) => exchanges), reads };
  },
  judge: ({ reads }) => {
    const [first = 0, second = 0, third = 0] = reads;
    // One more may be that of another instance.
    if (second === first || third === second) return ok;
    return violation(
      'a document with Cache-Control: max-age=3600 is kept for a while',
      'it was fetched for each of three requests',
    );
  },
});
