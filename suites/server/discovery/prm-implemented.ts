import {
  describe,
  documentOf,
  doesNotApply,
  ok,
  serverCheck,
  unclear,
  violation,
} from '../../../harness/index.ts';
import { isMetadata, lookForMetadata, tried } from '../places.ts';

export default serverCheck({
  requirement: 'server.discovery.prm-implemented',
  title: 'The server publishes protected resource metadata',
  probe: lookForMetadata,
  observesFailures: true,
  judge: ({ candidates, found, misplaced: other }) => {
    if (found) return ok;
    const lost = candidates.find(({ failure }) => failure !== undefined);
    if (lost !== undefined) return unclear(`${lost.request.url}: ${lost.failure?.message ?? 'no answer'}`);
    if (other !== undefined && isMetadata(documentOf(other)))
      return doesNotApply('There is a document, though where no client looks; another check judges that.');
    if (candidates.some(({ response }) => response?.status === 401 || response?.status === 403))
      return doesNotApply('The places of the metadata ask for a token; another check judges that.');
    return violation(
      'a JSON document of RFC 9728 with resource and authorization_servers',
      tried(candidates, describe),
    );
  },
});
