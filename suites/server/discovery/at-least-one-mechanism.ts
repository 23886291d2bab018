import { describe, isObject, ok, serverCheck, violation } from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.discovery.at-least-one-mechanism',
  title: 'A client finds the metadata by the challenge or at a well-known URI',
  probe: async (server) => {
    await server.gathered.protectedOperation();
    const candidates = await server.gathered.metadataCandidates();
    return {
      candidates: candidates.map(({ exchange }) => exchange),
      found: candidates.some(({ document }) => isObject(document) && 'resource' in document),
    };
  },
  judge: ({ candidates, found }) => {
    if (found) return ok;
    const tried = candidates.map((exchange) => `${exchange.request.url}: ${describe(exchange)}`).join('; ');
    return violation('protected resource metadata by the challenge, path-inserted, or at the root', tried);
  },
});
