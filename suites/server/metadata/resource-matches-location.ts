import { doesNotApply, notApplicable, ok, serverCheck, violation } from '../../../harness/index.ts';

const SEGMENT = '/.well-known/oauth-protected-resource';

export default serverCheck({
  requirement: 'server.metadata.resource-matches-location',
  title: 'At the path-inserted location, resource is the identifier into which the segment was inserted',
  probe: async (server) => {
    const candidates = await server.gathered.metadataCandidates();
    const inserted = candidates.find(({ how, document }) => how === 'path' && document !== undefined);
    if (inserted === undefined) {
      throw notApplicable(
        'There is no document at the path-inserted location; one at the root may name the endpoint.',
      );
    }
    return { metadata: inserted.exchange, resource: inserted.document?.['resource'] };
  },
  judge: ({ metadata, resource }) => {
    if (typeof resource !== 'string')
      return doesNotApply('resource is no string; another check judges that.');
    const expected = metadata.request.url.replace(SEGMENT, '');
    return resource === expected ? ok : violation(`resource "${expected}"`, `"${resource}"`);
  },
});
