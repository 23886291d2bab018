/**
 * The suite on servers of other people's making: `npm run interop [-- --only <part of a check's id>] [--server <name>]`.
 * Ends with 1 on anything that is not listed.
 */
import { parseArgs } from 'node:util';
import type { CheckResult, Report, RunEvent } from '../../harness/contract.ts';
import { compare, loadPeers, testPeer } from './servers.ts';

const { values } = parseArgs({ options: { only: { type: 'string' }, server: { type: 'string' } } });
const part = values.only;
const only = part === undefined ? undefined : (id: string) => id.includes(part);
const peers = Object.entries(await loadPeers()).filter(([name]) => name === (values.server ?? name));
if (peers.length === 0) {
  console.error(`No server is called ${values.server ?? ''} in test/interop/servers.yaml.`);
  process.exit(2);
}

let bad = 0;
for (const [name, peer] of peers) {
  const report = await testPeer(peer, { only, onEvent: progressOf(name) });
  const { findings, problems } = compare(peer, report, only);
  const { pass, notApplicable, untested } = report.summary;
  console.log(
    `\n${name}: ${report.verdict} under ${report.specVersion}; ${pass} passed, ${findings.length} findings, ${notApplicable} not applicable, ${untested} untested`,
  );
  for (const finding of findings) console.log(told(finding, report));
  for (const problem of problems) console.log(`  PROBLEM  ${problem}`);
  bad += problems.length;
}
console.log(bad === 0 ? '\nAll findings are listed.' : `\n${bad} problems.`);
process.exit(bad === 0 ? 0 : 1);

/** One line that is written over on a terminal, else a line at each tenth check. */
function progressOf(name: string): (event: RunEvent) => void {
  const show = (text: string, isKept: boolean) => {
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[2K${name}: ${text}`);
    else if (isKept) process.stderr.write(`${name}: ${text}\n`);
  };
  return (event) => {
    if (event.type === 'phase') show(event.text, true);
    if (event.type !== 'check') return;
    const { done, total, result } = event;
    show(`${done} of ${total}, ${result.id}`, done % 10 === 0 || done === total);
    if (done === total && process.stderr.isTTY) process.stderr.write('\n');
  };
}

function told({ level, id, expected, actual, evidence }: CheckResult, { exchanges }: Report): string {
  const seen = evidence
    .slice(0, 6)
    .flatMap((wanted) => exchanges.find((exchange) => exchange.id === wanted) ?? []);
  return [
    `  ${level.padEnd(8)} ${id}`,
    `           expected ${expected ?? ''}`,
    `           seen     ${actual ?? ''}`,
    ...seen.map(({ id: name, request, response, failure }) => {
      const outcome = response === undefined ? (failure?.message ?? 'no answer') : `HTTP ${response.status}`;
      return `           ${name.padEnd(8)} ${request.method} ${request.url}: ${outcome}`;
    }),
    ...(evidence.length > seen.length ? [`           and ${evidence.length - seen.length} more`] : []),
  ].join('\n');
}
