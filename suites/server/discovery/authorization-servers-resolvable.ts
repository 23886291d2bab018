import {
  describe,
  doesNotApply,
  notApplicable,
  ok,
  serverCheck,
  unclear,
  violation,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.discovery.authorization-servers-resolvable',
  title: 'A listed authorization server is an issuer whose metadata can be fetched',
  probe: async (server) => {
    const lookups = await server.gathered.issuers();
    if (lookups.length === 0)
      throw notApplicable('The metadata lists no authorization server; another check judges that.');
    return {
      tried: lookups.flatMap(({ exchanges }) => exchanges),
      issuers: lookups.map(({ issuer }) => issuer),
      resolved: lookups.some(({ document }) => document !== undefined),
    };
  },
  observesFailures: true,
  judge: ({ tried, issuers, resolved }) => {
    if (resolved) return ok;
    if (tried.length === 0) return doesNotApply('No entry is a URL; another check judges that.');
    const lost = tried.find(({ failure }) => failure !== undefined);
    if (lost !== undefined) return unclear(`${lost.request.url}: ${lost.failure?.message ?? 'no answer'}`);
    const seen = tried.map((exchange) => `${exchange.request.url}: ${describe(exchange)}`).join('; ');
    return violation(`metadata of ${issuers.join(' or ')}`, seen);
  },
});
