import { doesNotApply, ok, serverCheck, stringsOf, violation } from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.discovery.prm-implemented',
  title: 'The server publishes protected resource metadata with resource and authorization_servers',
  probe: async (server) => {
    await server.gathered.protectedOperation();
    const candidates = await server.gathered.metadataCandidates();
    const documents = candidates.flatMap(({ document }) => (document === undefined ? [] : [document]));
    return {
      candidates: candidates.map(({ exchange }) => exchange),
      documents: documents.length,
      complete: documents.some(
        (one) => 'resource' in one || stringsOf(one, 'authorization_servers').length > 0,
      ),
    };
  },
  judge: ({ candidates, documents, complete }) => {
    if (complete) return ok;
    if (documents > 0)
      return doesNotApply('There is a document, but it lacks its members; other checks judge that.');
    const tried = candidates
      .map(({ request, response }) => `${request.url}: HTTP ${response.status}`)
      .join('; ');
    return violation('a JSON document of RFC 9728', `none (${tried})`);
  },
});
