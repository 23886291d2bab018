/**
 * The official suite with `connect` as its client: `npm run interop:official [-- --only <part of a name>] [-- --write]`.
 * Ends with 1 on a deviation that `official-client.yaml` does not list, and on a listed one that is gone. `--write` puts
 * the results into `docs/interop.md`.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import pLimit from 'p-limit';
import { format, resolveConfig } from 'prettier';
import { listTrials, loadKnown, problemsOf, runTrial, tableOf } from './official-client-suite.ts';

const { values } = parseArgs({ options: { only: { type: 'string' }, write: { type: 'boolean' } } });
const page = new URL('../../docs/interop.md', import.meta.url);
const marks = /(<!-- official client: results -->)[\s\S]*(<!-- official client: end -->)/;

const known = await loadKnown();
const isWanted = ({ scenario }: { scenario: string }) => scenario.includes(values.only ?? '');
const trials = (await listTrials()).filter(isWanted);
if (trials.length === 0) {
  console.error(`No scenario of the official suite has ${values.only ?? ''} in its name.`);
  process.exit(2);
}

// More side by side would only wait for each other: a trial is three processes.
const limit = pLimit(2);
const results = await Promise.all(
  trials.map((trial) =>
    limit(async () => {
      const result = await runTrial(trial);
      const mark = result.passed ? 'passes  ' : 'DEVIATES';
      console.log(`${mark} ${result.scenario} ${result.revision ?? ''} (${result.succeeded} checks)`);
      for (const line of result.passed ? [] : result.trouble) console.log(`         ${line}`);
      return result;
    }),
  ),
);

const problems = problemsOf(known.filter(isWanted), results);
for (const problem of problems) console.log(`PROBLEM ${problem}`);
if (values.write === true) {
  const text = (await readFile(page, 'utf8')).replace(marks, `$1\n\n${tableOf(known, results)}\n\n$2`);
  await writeFile(page, await format(text, { parser: 'markdown', ...(await resolveConfig(page)) }));
}
const passed = results.filter((result) => result.passed).length;
console.log(
  `\n${passed} of ${results.length} pass; ${problems.length === 0 ? 'all deviations are listed' : `${problems.length} problems`}.`,
);
process.exit(problems.length === 0 ? 0 : 1);
