import { firstProblem, notApplicable, ok, serverCheck, violation } from '../../../harness/index.ts';
import { isIssuerForm } from '../identifiers.ts';

/** Why two issuers differ, where it is the usual reason. */
function hint(listed: string, own: string): string {
  if (listed.replace(/\/$/, '') === own.replace(/\/$/, ''))
    return ' (a trailing slash; strict clients refuse it, lenient ones do not)';
  return listed.toLowerCase() === own.toLowerCase() ? ' (upper and lower case count)' : '';
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export default serverCheck({
  requirement: 'server.discovery.issuer-string-identical',
  title: 'The issuer is written in the metadata exactly as the authorization server writes it',
  probe: async (server) => {
    const lookups = await server.gathered.issuers();
    const resolved = lookups.filter(({ issuer, document }) => document !== undefined && isIssuerForm(issuer));
    if (resolved.length === 0)
      throw notApplicable(
        'No metadata was found for an entry with the form of an issuer; another check judges that.',
      );
    return {
      documents: resolved.flatMap(({ exchanges }) => exchanges.slice(-1)),
      pairs: resolved.map(({ issuer, document }) => ({ listed: issuer, own: textOf(document?.['issuer']) })),
    };
  },
  judge: ({ pairs }) =>
    firstProblem(
      pairs.map(({ listed, own }) =>
        listed === own
          ? ok
          : violation(`authorization_servers with "${own}"`, `"${listed}"${hint(listed, own)}`),
      ),
    ),
});
