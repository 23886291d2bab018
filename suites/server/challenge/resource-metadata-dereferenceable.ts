import {
  describe,
  documentOf,
  doesNotApply,
  notApplicable,
  ok,
  serverCheck,
  unclear,
  violation,
} from '../../../harness/index.ts';
import { isExempt } from '../identifiers.ts';

/** A passing fault of the network proves nothing; a name or port that nobody has does. */
const PASSING = new Set(['timeout', 'reset', 'aborted', 'protocol', 'other']);
const PASSING_STATUSES = [429, 502, 503, 504];
const GUARDED_STATUSES = [401, 403];

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
    const { request, response, failure } = document;
    const isInsecure = new URL(request.url).protocol === 'http:' && !isExempt(request.url, false);
    if (failure?.kind === 'tls' || isInsecure)
      return doesNotApply(
        `${request.url} cannot be fetched over https with a valid certificate; another check judges that.`,
      );
    if (GUARDED_STATUSES.includes(response?.status ?? 0))
      return doesNotApply(`${request.url} asks for a token; another check judges that.`);
    if (PASSING.has(failure?.kind ?? '')) return unclear(failure?.message ?? 'no answer');
    if (PASSING_STATUSES.includes(response?.status ?? 0))
      return unclear(`${request.url} was out of order just then: ${describe(document)}`);
    return violation(
      `200 with a JSON object from ${request.url}`,
      failure === undefined ? describe(document) : `${describe(document)}: ${failure.message}`,
    );
  },
});
