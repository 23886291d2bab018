import { doesNotApply, notApplicable, ok, serverCheck, violation } from '../../../harness/index.ts';
import { isIdentifier, relationTo } from '../identifiers.ts';

const SEGMENT = '/.well-known/oauth-protected-resource';

export default serverCheck({
  requirement: 'server.metadata.resource-matches-location',
  title: 'At the path-inserted location, resource is the identifier into which the segment was inserted',
  probe: async (server) => {
    const candidates = await server.gathered.metadataCandidates();
    // With an endpoint at the root, nothing is inserted: the location at the root is its own.
    const place = new URL(server.url).pathname === '/' ? 'root' : 'path';
    const inserted = candidates.find(({ how, document }) => how === place && document !== undefined);
    if (inserted === undefined) {
      throw notApplicable(
        'There is no document at the path-inserted location; one at the root may name the endpoint.',
      );
    }
    const named = candidates.find(({ how }) => how === 'challenge');
    return {
      metadata: inserted.exchange,
      resource: inserted.document?.['resource'],
      endpoint: server.url,
      named: named?.document?.['resource'] ?? null,
    };
  },
  judge: ({ metadata, resource, endpoint, named }) => {
    if (!isIdentifier(resource))
      return doesNotApply('resource is no absolute URL without fragment; another check judges that.');
    const expected = metadata.request.url.replace(SEGMENT, '');
    // The identifier may also be spelled as the user spells the endpoint: that is where a client begins.
    if (resource === expected || resource === endpoint) return ok;
    if (named === resource && relationTo(endpoint, resource) === 'foreign')
      return doesNotApply('resource names another origin or path altogether; another check judges that.');
    return violation(`resource "${expected}" (RFC 9728 §3.3)`, `"${resource}"`);
  },
});
