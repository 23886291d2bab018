import {
  allHeaders,
  doesNotApply,
  ok,
  parseChallenges,
  serverCheck,
  violation,
} from '../../../harness/index.ts';

/** Judged by checks of their own: an unquoted URL is read by lenient clients, and a repeat is no matter of grammar. */
const ELSEWHERE = new Set(['unquoted-value', 'duplicate-parameter']);

export default serverCheck({
  requirement: 'server.challenge.field-grammar',
  title: 'WWW-Authenticate follows the grammar of RFC 9110',
  probe: async (server) => ({ bare: await server.gathered.challenge() }),
  judge: ({ bare }) => {
    const lines = allHeaders(bare.response.headers, 'www-authenticate');
    if (lines.length === 0)
      return doesNotApply('The 401 has no WWW-Authenticate; another check judges that.');
    const problem = parseChallenges(lines).problems.find(({ kind }) => !ELSEWHERE.has(kind));
    return problem === undefined
      ? ok
      : violation('a scheme, then name=value pairs separated by commas', problem.message);
  },
});
