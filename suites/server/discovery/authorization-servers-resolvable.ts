import {
  describe,
  doesNotApply,
  notApplicable,
  ok,
  serverCheck,
  tolerated,
  unclear,
  violation,
} from '../../../harness/index.ts';
import { isIssuerForm } from '../identifiers.ts';
import { tried } from '../places.ts';

export default serverCheck({
  requirement: 'server.discovery.authorization-servers-resolvable',
  title: 'A listed authorization server is an issuer whose metadata can be fetched',
  probe: async (server) => {
    const lookups = await server.gathered.issuers();
    if (lookups.length === 0)
      throw notApplicable('The metadata lists no authorization server; another check judges that.');
    return {
      asked: lookups.flatMap(({ exchanges }) => exchanges),
      issuers: lookups.map(({ issuer }) => issuer),
      dead: lookups.filter(({ document }) => document === undefined).map(({ issuer }) => issuer),
    };
  },
  observesFailures: true,
  judge: ({ asked, issuers, dead }) => {
    const [one] = dead;
    if (one === undefined) return ok;
    const lost = asked.find(({ failure }) => failure !== undefined);
    const works = dead.length < issuers.length;
    if (works) {
      // It may be reachable from somewhere else; and one that works is enough for a client.
      if (lost !== undefined || !isIssuerForm(one)) return ok;
      return tolerated('metadata of every listed authorization server', `none of ${one}, though of another`);
    }
    if (!dead.some(isIssuerForm))
      return doesNotApply('No entry has the form of an issuer; another check judges that.');
    if (lost !== undefined) return unclear(`${lost.request.url}: ${lost.failure?.message ?? 'no answer'}`);
    return violation(`metadata of ${issuers.join(' or ')}`, tried(asked, describe));
  },
});
