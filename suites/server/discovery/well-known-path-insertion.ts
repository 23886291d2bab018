import {
  documentOf,
  doesNotApply,
  notApplicable,
  ok,
  serverCheck,
  violation,
} from '../../../harness/index.ts';
import { isMetadata, misplaced, search } from '../places.ts';

export default serverCheck({
  requirement: 'server.discovery.well-known-path-insertion',
  title: 'Metadata for the path of the endpoint stands between host and path',
  probe: async (server) => {
    await server.gathered.protectedOperation();
    const { places, found } = await search(server);
    const inserted = places.find(({ how }) => how === 'path');
    if (inserted === undefined) throw notApplicable('The endpoint has no path.');
    if (!found) throw notApplicable('There is no metadata to be found; another check judges that.');
    const stands = isMetadata(inserted.document);
    return { inserted: inserted.exchange, ...(stands ? {} : { appended: await misplaced(server) }) };
  },
  judge: ({ inserted, appended }) => {
    if (isMetadata(documentOf(inserted))) return ok;
    // MCP takes metadata at the root, or wherever the challenge points, just as well.
    if (appended === undefined || !isMetadata(documentOf(appended)))
      return doesNotApply('The server publishes at another place that MCP allows; a client finds it there.');
    return violation(
      `the document at ${inserted.request.url} (RFC 9728 §3.1)`,
      `it stands at ${appended.request.url} instead`,
    );
  },
});
