/**
 * The official suite's command `authorization` on the mock: `npm run interop:official-as [-- --run <name>]`. Ends with 1
 * on a deviation that `official-suite.yaml` does not list, and on a listed one that is gone.
 */
import { parseArgs } from 'node:util';
import { loadRuns, problemsOf, runOfficialSuite } from './official-suite.ts';

const { values } = parseArgs({ options: { run: { type: 'string' } } });
const runs = Object.entries(await loadRuns()).filter(([name]) => name === (values.run ?? name));
if (runs.length === 0) {
  console.error(`No run is called ${values.run ?? ''} in test/interop/official-suite.yaml.`);
  process.exit(2);
}

let bad = 0;
for (const [name, run] of runs) {
  const checks = await runOfficialSuite(run);
  console.log(name);
  for (const { id, status, errorMessage } of checks) {
    console.log(`  ${status.padEnd(8)} ${id}${errorMessage === undefined ? '' : `: ${errorMessage}`}`);
  }
  const problems = problemsOf(run, checks);
  for (const problem of problems) console.log(`  PROBLEM  ${problem}`);
  bad += problems.length;
}
console.log(bad === 0 ? '\nAll deviations are listed.' : `\n${bad} problems.`);
process.exit(bad === 0 ? 0 : 1);
