/** Where the time of a run goes, read from its report. */
import { readFileSync } from 'node:fs';
import type { CheckResult, Exchange, Report } from '../harness/contract.ts';

const LONGEST = 8;
const SHORTEST_PAUSE_MS = 100;

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

/**
 * The overhead of the authorization-server run over its replay. It lets time pass to see whether an old refresh token
 * stays good; a replay does not, so the stretches in which nothing is under way are taken out.
 */
export function tellPauses(reportFile: string, wallMs: number, replayMs: number): void {
  const { exchanges } = JSON.parse(readFileSync(reportFile, 'utf8')) as Report;
  const idleMs = idleBetween(exchanges);
  const ratio = (ms: number) => (ms / replayMs).toFixed(2);
  console.log(
    `Overhead of the authorization-server run over the replay of its ${exchanges.length} exchanges: ${ratio(wallMs)}; without its pauses, ${Math.round(idleMs)} ms in which nothing is under way, ${ratio(wallMs - idleMs)}.`,
  );
}

/** Milliseconds in stretches longer than a judge takes. */
function idleBetween(exchanges: readonly Exchange[]): number {
  let [idle, busyUntil] = [0, 0];
  for (const { timing } of exchanges.toSorted((a, b) => a.timing.startedMs - b.timing.startedMs)) {
    const gap = timing.startedMs - busyUntil;
    if (busyUntil > 0 && gap > SHORTEST_PAUSE_MS) idle += gap;
    busyUntil = Math.max(busyUntil, timing.startedMs + timing.durationMs);
  }
  return idle;
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
