import {
  describe,
  documentOf,
  isObject,
  notApplicable,
  ok,
  serverCheck,
  violation,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.discovery.well-known-path-insertion',
  title: 'The metadata stands between host and path of the endpoint',
  probe: async (server) => {
    await server.gathered.protectedOperation();
    const candidates = await server.gathered.metadataCandidates();
    const inserted = candidates.find(({ how }) => how === 'path');
    if (inserted === undefined) throw notApplicable('The endpoint has no path.');
    const others = candidates.filter((candidate) => candidate !== inserted);
    // Without any document there is nothing to place; another check judges that.
    if (!candidates.some(({ document }) => isObject(document)))
      throw notApplicable('There is no metadata at all.');
    return { inserted: inserted.exchange, elsewhere: others.some(({ document }) => isObject(document)) };
  },
  judge: ({ inserted }) => {
    if (documentOf(inserted) !== undefined) return ok;
    return violation(
      `the document at ${inserted.request.url}, where clients look first without a hint`,
      describe(inserted),
    );
  },
});
