import { firstProblem, notApplicable, ok, serverCheck, violation } from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.discovery.issuer-string-identical',
  title: 'The issuer is written in the metadata exactly as the authorization server writes it',
  probe: async (server) => {
    const lookups = await server.gathered.issuers();
    const resolved = lookups.filter(({ document }) => document !== undefined);
    if (resolved.length === 0)
      throw notApplicable('No metadata of an authorization server was found; another check judges that.');
    return {
      documents: resolved.flatMap(({ exchanges }) => exchanges.slice(-1)),
      pairs: resolved.map(({ issuer, document }) => ({
        listed: JSON.stringify(issuer),
        own: JSON.stringify(document?.['issuer']),
      })),
    };
  },
  judge: ({ pairs }) =>
    firstProblem(
      pairs.map(({ listed, own }) => {
        if (listed === own) return ok;
        const bySlash = listed.replace(/\/"$/, '"') === own.replace(/\/"$/, '"');
        const who = bySlash ? ' (a trailing slash; strict clients refuse it, lenient ones do not)' : '';
        return violation(`authorization_servers with ${own}`, `${listed}${who}`);
      }),
    ),
});
