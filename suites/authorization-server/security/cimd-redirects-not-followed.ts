import { authorizationServerCheck, ok, unclear, violation } from '../../../harness/index.ts';
import { authorizeBy, documentHost, documentOf, requireGood } from '../client-documents.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.security.cimd-redirects-not-followed',
  title: 'A redirect is not followed when a client document is fetched',
  needs: ['login'],
  probe: async (server) => {
    const host = await documentHost(server);
    await requireGood(server);
    const asked = host.publish({ status: 404, body: '' });
    const target = host.publish(documentOf(server, asked.url));
    asked.change({ status: 302, headers: [['location', target.url]], body: '' });
    const { exchanges } = await authorizeBy(server, asked, { login: false });
    return { request: exchanges, asked: asked.fetches, followed: target.fetches };
  },
  judge: ({ asked, followed }) => {
    if (asked === 0) return unclear('The authorization server did not fetch the document of the client.');
    if (followed === 0) return ok;
    return violation(
      'a redirect in the place of a client document is an error',
      'it was followed to another address',
    );
  },
});
