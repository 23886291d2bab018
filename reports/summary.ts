/** What several formats read out of a report in the same way. */
import type { CheckResult, Exchange, Level, Outcome, Report, Role } from '../harness/contract.ts';

const levelOrder: Level[] = ['MUST', 'SHOULD', 'MAY', 'practice'];

/** The topic of a check: the middle of `role/topic/name`. */
export function topicOf(check: CheckResult): string {
  return check.id.split('/')[1] ?? check.id;
}

/** The counted checks of one outcome, the strongest level first, else in the order of the report. */
export function withOutcome(report: Report, outcome: Outcome): CheckResult[] {
  return report.checks
    .filter((check) => check.outcome === outcome && check.excuse?.by !== 'requirement-set')
    .sort((a, b) => levelOrder.indexOf(a.level) - levelOrder.indexOf(b.level));
}

/** Groups in the order of first appearance. */
export function groupBy<T>(items: readonly T[], key: (item: T) => string): [key: string, items: T[]][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const name = key(item);
    const group = groups.get(name);
    if (group) group.push(item);
    else groups.set(name, [item]);
  }
  return [...groups];
}

/** The role in a sentence. */
export function roleName(role: Role): string {
  return { server: 'MCP server', 'authorization-server': 'authorization server', client: 'MCP client' }[role];
}

/** `1 check`, `2 checks`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** `340 ms`, `1.2 s`, `2 min 5 s`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** `POST http://… → 401`. */
export function exchangeLine({ request, response, failure }: Exchange): string {
  const outcome = response ? String(response.status) : `no answer${failure ? ` (${failure.kind})` : ''}`;
  return `${request.method} ${request.url} → ${outcome}`;
}

/** The exchanges that a check names, as far as the report holds them. */
export function evidenceOf(check: CheckResult, exchanges: ReadonlyMap<string, Exchange>): Exchange[] {
  return check.evidence.flatMap((id) => exchanges.get(id) ?? []);
}

export function exchangesById(report: Report): ReadonlyMap<string, Exchange> {
  return new Map(report.exchanges.map((exchange) => [exchange.id, exchange]));
}

/** The target that a check belongs to, and the revision it was judged by: in a merged report there are several. */
export function partOf(report: Report, check: CheckResult): Pick<Report, 'target' | 'specVersion'> {
  return (check.part === undefined ? undefined : report.parts?.[check.part]) ?? report;
}
