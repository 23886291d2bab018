import { doesNotApply, notApplicable, ok, serverCheck, violation } from '../../../harness/index.ts';
import { isIdentifier, relationTo } from '../identifiers.ts';

export default serverCheck({
  requirement: 'server.metadata.resource-matches-endpoint',
  title: 'The metadata that the challenge names is about the endpoint, or a parent of it',
  probe: async (server) => {
    const candidates = await server.gathered.metadataCandidates();
    const named = candidates.find(({ how, document }) => how === 'challenge' && document !== undefined);
    if (named === undefined) throw notApplicable('The challenge names no metadata document.');
    return { metadata: named.exchange, resource: named.document?.['resource'], endpoint: server.url };
  },
  judge: ({ resource, endpoint }) => {
    if (!isIdentifier(resource))
      return doesNotApply('resource is no absolute URL without fragment; another check judges that.');
    // RFC 9728 §3.3 wants identity, yet MCP lists a bare origin as valid and the SDKs accept a parent path.
    if (relationTo(endpoint, resource) !== 'foreign') return ok;
    return violation(`resource "${endpoint}"`, `"${resource}", another origin or path`);
  },
});
