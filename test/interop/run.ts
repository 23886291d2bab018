/** The suite on servers of other people's making: `npm run interop`. Ends with 1 on anything that is not listed. */
import { compare, loadPeers, testPeer } from './servers.ts';

let bad = 0;
for (const [name, peer] of Object.entries(await loadPeers())) {
  const report = await testPeer(peer);
  const { findings, problems } = compare(peer, report);
  const { pass, notApplicable, untested } = report.summary;
  console.log(
    `\n${name}: ${report.verdict} under ${report.specVersion}; ${pass} passed, ${findings.length} findings, ${notApplicable} not applicable, ${untested} untested`,
  );
  for (const { level, id, expected, actual, evidence } of findings) {
    console.log(
      `  ${level.padEnd(8)} ${id}\n           expected ${expected ?? ''}\n           seen     ${actual ?? ''} (${evidence.join(', ')})`,
    );
  }
  for (const problem of problems) console.log(`  PROBLEM  ${problem}`);
  bad += problems.length;
}
console.log(bad === 0 ? '\nAll findings are listed.' : `\n${bad} problems.`);
process.exit(bad === 0 ? 0 : 1);
