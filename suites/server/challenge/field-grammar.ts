import {
  allHeaders,
  doesNotApply,
  firstProblem,
  ok,
  parseChallenges,
  serverCheck,
  violation,
} from '../../../harness/index.ts';
import { how } from '../refusals.ts';

/** What is wrong with the lines, but for what other checks judge: a repeat, and a `resource_metadata` without quotes. */
export function grammarProblem(lines: readonly string[]): string | undefined {
  const problem = parseChallenges(lines).problems.find(({ kind, line, offset }) => {
    if (kind === 'duplicate-parameter') return false;
    const before = lines[line]?.slice(0, offset) ?? '';
    return kind !== 'unquoted-value' || !/resource_metadata\s*=\s*$/i.test(before);
  });
  return problem?.message;
}

export default serverCheck({
  requirement: 'server.challenge.field-grammar',
  title: 'WWW-Authenticate follows the grammar of RFC 9110',
  probe: (server) => server.gathered.refusals(),
  judge: (refusals) => {
    const fields = Object.entries(refusals).map(([name, { response }]) => ({
      name,
      lines: allHeaders(response.headers, 'www-authenticate').filter((line) => line.trim() !== ''),
    }));
    if (fields.every(({ lines }) => lines.length === 0))
      return doesNotApply('No refusal has a WWW-Authenticate; another check judges that.');
    return firstProblem(
      fields.map(({ name, lines }) => {
        const problem = grammarProblem(lines);
        if (problem === undefined) return ok;
        return violation(
          'a scheme, then name=value pairs separated by commas, each value a token or in quotes (RFC 9110 §11.6.1)',
          `in the challenge ${how(name)}: ${problem}`,
        );
      }),
    );
  },
});
