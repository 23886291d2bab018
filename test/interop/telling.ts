/** What the interop runs print: progress, and findings with what was seen on the wire. */
import type { CheckResult, Report, RunEvent } from '../../harness/contract.ts';
import type { Comparison } from './servers.ts';

/** One line that is written over on a terminal, else a line at each tenth check. */
export function progressOf(name: string): (event: RunEvent) => void {
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

/** Prints what was found on one server, and what is a problem about it. */
export function tell(name: string, report: Report, { findings, problems }: Comparison): void {
  const { pass, notApplicable, untested } = report.summary;
  console.log(
    `\n${name}: ${report.verdict} under ${report.specVersion}; ${pass} passed, ${findings.length} findings, ${notApplicable} not applicable, ${untested} untested`,
  );
  for (const finding of findings) console.log(told(finding, report));
  for (const problem of problems) console.log(`  PROBLEM  ${problem}`);
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

/** The exit code of a run. */
export function concluded(problems: number): number {
  console.log(problems === 0 ? '\nAll findings are listed.' : `\n${problems} problems.`);
  return problems === 0 ? 0 : 1;
}
