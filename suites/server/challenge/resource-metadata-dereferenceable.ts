import {
  describe,
  documentOf,
  notApplicable,
  ok,
  serverCheck,
  unclear,
  violation,
} from '../../../harness/index.ts';

/** A passing fault of the network proves nothing; a name or port that nobody has does. */
const PASSING = new Set(['timeout', 'reset', 'aborted', 'other']);

export default serverCheck({
  requirement: 'server.challenge.resource-metadata-dereferenceable',
  title: 'The URL in resource_metadata answers a plain GET with the metadata',
  probe: async (server) => {
    const candidates = await server.gathered.metadataCandidates();
    const named = candidates.find(({ how }) => how === 'challenge');
    if (named === undefined) throw notApplicable('The challenge names no absolute URL in resource_metadata.');
    return { document: named.exchange };
  },
  observesFailures: true,
  judge: ({ document }) => {
    if (documentOf(document) !== undefined) return ok;
    if (PASSING.has(document.failure?.kind ?? '')) return unclear(document.failure?.message ?? 'no answer');
    return violation(`200 with a JSON object from ${document.request.url}`, describe(document));
  },
});
