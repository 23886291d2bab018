/** Where the time of a run goes, read from its report. */
import { readFileSync } from 'node:fs';
import type { CheckResult, Report } from '../harness/contract.ts';

const LONGEST = 8;

/** Prints the stretches of a run, the checks that took longest and the topics. `wallMs` is that of the whole process. */
export function printWhere(title: string, reportFile: string, wallMs: number): void {
  const report = JSON.parse(readFileSync(reportFile, 'utf8')) as Report;
  const { checks, exchanges, durationMs } = report;
  const starts = exchanges.map(({ timing }) => timing.startedMs);
  const ends = exchanges.map(({ timing }) => timing.startedMs + timing.durationMs);
  console.log(`\nWhere the time of ${title} goes: ${exchanges.length} exchanges, ${checks.length} checks.`);
  console.table({
    'start of the process, reports, end': Math.round(wallMs - durationMs),
    'until the first exchange (mock and server start)': Math.round(Math.min(...starts)),
    'from the first to the last exchange': Math.round(Math.max(...ends) - Math.min(...starts)),
    'after the last exchange (judging, closing)': Math.round(durationMs - Math.max(...ends)),
  });
  console.log('Checks that took longest (they run side by side), milliseconds:');
  const longest = checks.toSorted((a, b) => b.durationMs - a.durationMs).slice(0, LONGEST);
  console.table(Object.fromEntries(longest.map(({ id, durationMs }) => [id, durationMs])));
  console.log('By topic:');
  console.table(byTopic(report));
}

function byTopic({ target, checks, exchanges }: Report): Record<string, object> {
  const topicOf = (id: string) => id.split('/')[1] ?? id;
  const sum = (some: CheckResult[]) => some.reduce((total, { durationMs }) => total + durationMs, 0);
  const topics = [...new Set(checks.map(({ id }) => topicOf(id)))];
  const rows = topics.map((topic) => {
    const own = checks.filter(({ id }) => topicOf(id) === topic);
    const sent = exchanges.filter(({ by }) => by.startsWith(`${target.role}/${topic}/`)).length;
    return [topic, { checks: own.length, exchanges: sent, 'sum of ms': sum(own) }] as const;
  });
  const gathered = exchanges.filter(({ by }) => by.startsWith('gather/')).length;
  return { ...Object.fromEntries(rows), 'gathered once for all': { exchanges: gathered } };
}
