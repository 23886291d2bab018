import {
  authorizationServerCheck,
  clientMetadata,
  notApplicable,
  ok,
  REDIRECT_URI,
  unclear,
  violation,
} from '../../../harness/index.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.security.cimd-redirects-not-followed',
  title: 'A redirect is not followed when a client document is fetched',
  needs: ['login'],
  probe: async (server) => {
    const { document } = await server.gathered.metadata();
    if (document['client_id_metadata_document_supported'] !== true)
      throw notApplicable('The metadata does not say that documents of clients are read.');
    const host = server.documents();
    const asked = host.publish({ status: 404, body: '' });
    const redirectUri = server.target.login?.redirectUri ?? REDIRECT_URI;
    const target = host.publish({ client_id: asked.url, ...clientMetadata(redirectUri, 'none') });
    asked.change({ status: 302, headers: [['location', target.url]], body: '' });
    const { exchanges } = await server.authorize({
      client: { id: asked.url, strategy: 'cimd', method: 'none', redirectUri },
      login: false,
    });
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
