/** Several reports as one: shards of the same run, or several targets. */
import type { CheckResult, Exchange, Json, Outcome, Report, ReportPart } from '../contract.ts';
import { placeOf } from './compare.ts';
import { ungated } from './gate.ts';
import { partNames, saidOf } from './part-names.ts';
import { recounted } from './requirement-set.ts';
import { without } from './without.ts';

/** Where several reports hold the same check of the same target, the weightier outcome is kept. */
const WEIGHT: Outcome[] = ['fail', 'error', 'inconclusive', 'warn', 'pass', 'not-applicable', 'untested'];

/**
 * Merges reports in the order given. What a gate marked is taken off: the merged report is a report that no gate has seen.
 *
 * @throws RangeError when there is no report.
 */
export function mergeReports(given: readonly Report[]): Report {
  const reports = given.flatMap((report) => split(ungated(report)));
  const [first] = reports;
  if (first === undefined) throw new RangeError('There is no report to merge.');
  const began = Math.min(...reports.map(startOf));
  const ended = Math.max(...reports.map((report) => startOf(report) + report.durationMs));
  const groups = grouped(reports);
  const numbered = renumber(groups.flat(), began);
  let at = 0;
  const parts = groups.map((group) => numbered.slice(at, (at += group.length)));
  const several = parts.length > 1;
  const checks = parts.flatMap((group, part) =>
    weightiest(group.flatMap(({ checks }) => checks)).map((check) => (several ? { ...check, part } : check)),
  );
  const trouble = [
    ...said(parts, ({ trouble }) => trouble),
    ...given.flatMap(({ trouble, parts }) => ofNone(trouble, parts)),
  ];
  const notes = [
    ...said(parts, ({ notes }) => notes),
    ...given.flatMap(({ notes, parts }) => ofNone(notes, parts)),
  ];
  return recounted({
    schemaVersion: '1',
    tool: first.tool,
    target: several ? { ...without(first.target, 'name'), url: urlsOf(groups) } : first.target,
    specVersion: first.specVersion,
    startedAt: new Date(began).toISOString(),
    durationMs: ended - began,
    verdict: 'incomplete',
    summary: { pass: 0, fail: 0, warn: 0, notApplicable: 0, untested: 0, inconclusive: 0, error: 0 },
    ...(trouble.length === 0 ? {} : { trouble }),
    ...(notes.length === 0 ? {} : { notes }),
    ...(several ? { parts: groups.flatMap(([one]) => (one === undefined ? [] : [partOf(one)])) } : {}),
    checks,
    exchanges: numbered.flatMap(({ exchanges }) => exchanges),
  });
}

/** A merged report as the reports of its parts; the first one keeps the exchanges, as they tell of no part. */
function split(report: Report): Report[] {
  const { parts } = report;
  if (parts === undefined) return [report];
  const whole = without(report, 'parts');
  return parts.map((part, index) => {
    const checks = report.checks
      .filter((check) => check.part === index)
      .map((check): CheckResult => without(check, 'part'));
    const used = new Set(checks.flatMap(({ evidence }) => evidence));
    const others = new Set(report.checks.flatMap(({ evidence }) => evidence));
    return {
      ...whole,
      ...part,
      checks,
      exchanges: report.exchanges.filter(({ id }) => used.has(id) || (index === 0 && !others.has(id))),
      trouble: linesOf(report.trouble, parts, index),
      notes: linesOf(report.notes, parts, index),
    };
  });
}

/** What `said` wrote of this part, as it was before. */
function linesOf(lines: string[] = [], parts: readonly ReportPart[], index: number): string[] {
  return lines
    .map((line) => saidOf(line, parts))
    .flatMap(({ text, of }) => (of.includes(index) ? [text] : []));
}

/** What a merged report says of none of its parts, such as that a target could not be run. */
function ofNone(lines: string[] = [], parts?: readonly ReportPart[]): string[] {
  return parts === undefined ? [] : lines.filter((line) => saidOf(line, parts).of.length === 0);
}

/** In the order of first appearance. */
function grouped(reports: Report[]): Report[][] {
  const groups = new Map<string, Report[]>();
  for (const report of reports) {
    const key = identityOf(report);
    groups.set(key, [...(groups.get(key) ?? []), report]);
  }
  return [...groups.values()];
}

function identityOf({ target, specVersion }: Report): string {
  const { role, situation, profile, name } = target;
  return JSON.stringify([role, situation, profile, name, placeOf(target), specVersion]);
}

function startOf({ startedAt }: Report): number {
  const time = Date.parse(startedAt);
  return Number.isNaN(time) ? 0 : time;
}

function partOf({ target, specVersion, verdict }: Report): ReportPart {
  return { target, specVersion, verdict };
}

function urlsOf(groups: Report[][]): string {
  return [...new Set(groups.flatMap(([one]) => one?.target.url ?? []))].join(', ');
}

/** One numbering over all exchanges, and one clock. */
function renumber(reports: Report[], began: number): Report[] {
  let count = 0;
  return reports.map((report) => {
    const late = startOf(report) - began;
    const ids = new Map(report.exchanges.map(({ id }) => [id, `x${++count}`]));
    const idOf = (id: string) => ids.get(id) ?? id;
    return {
      ...report,
      checks: report.checks.map((check) => renamed(check, ids)),
      exchanges: report.exchanges.map((exchange): Exchange => ({
        ...exchange,
        id: idOf(exchange.id),
        timing: { ...exchange.timing, startedMs: exchange.timing.startedMs + late },
      })),
    };
  });
}

function renamed(check: CheckResult, ids: ReadonlyMap<string, string>): CheckResult {
  const value = (given: Json): Json => {
    if (typeof given === 'string') return ids.get(given) ?? given;
    return Array.isArray(given)
      ? given.map((one) => (typeof one === 'string' ? (ids.get(one) ?? one) : one))
      : given;
  };
  const { exhibits } = check;
  return {
    ...check,
    // An id that names nothing must not come to name an exchange of another report.
    evidence: check.evidence.flatMap((id) => ids.get(id) ?? []),
    ...(exhibits === undefined
      ? {}
      : {
          exhibits: Object.fromEntries(Object.entries(exhibits).map(([name, given]) => [name, value(given)])),
        }),
  };
}

function weightiest(checks: CheckResult[]): CheckResult[] {
  const kept = new Map<string, CheckResult>();
  for (const check of checks) {
    const other = kept.get(check.id);
    if (other === undefined || WEIGHT.indexOf(check.outcome) < WEIGHT.indexOf(other.outcome)) {
      kept.set(check.id, check);
    }
  }
  return [...kept.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Troubles or notes, each with its target where there are several. */
function said(parts: Report[][], read: (report: Report) => string[] | undefined): string[] {
  const names = partNames(parts.flatMap(([first]) => first ?? []));
  const lines = parts.flatMap((group, part) =>
    group
      .flatMap((report) => read(report) ?? [])
      .map((text) => (parts.length > 1 ? `${names[part] ?? ''}: ${text}` : text)),
  );
  return [...new Set(lines)];
}
