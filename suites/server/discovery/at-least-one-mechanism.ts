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
  requirement: 'server.discovery.at-least-one-mechanism',
  title: 'A client finds the metadata by the challenge or at a well-known URI',
  probe: lookForMetadata,
  observesFailures: true,
  judge: ({ candidates, found, misplaced: other }) => {
    if (found) return ok;
    const lost = candidates.find(({ failure }) => failure !== undefined);
    if (lost !== undefined) return unclear(`${lost.request.url}: ${lost.failure?.message ?? 'no answer'}`);
    if (other === undefined || !isMetadata(documentOf(other)))
      return doesNotApply('There is no document that could be found; another check judges that.');
    return violation(
      'the metadata named in the challenge, path-inserted, or at the root',
      `it stands at ${other.request.url} only, where no client looks (${tried(candidates, describe)})`,
    );
  },
});
