/** What targets are called: by the name that the config file gives them, else by their URL. */
import type { CheckResult, Report, ReportPart } from '../harness/contract.ts';
import { groupBy, roleName } from './summary.ts';

type Named = Pick<ReportPart, 'target' | 'specVersion'>;

/** What can tell two targets of one name apart, the most telling first. */
const FACTS: ((part: Named) => string)[] = [
  ({ target }) => target.url,
  ({ specVersion }) => `MCP ${specVersion}`,
  ({ target }) => roleName(target.role),
  ({ target: { situation, profile } }) => (profile === undefined ? situation : `${situation} ${profile}`),
];

function nameOf({ target }: Named): string {
  return target.name ?? target.url;
}

/** A name for each target of a merged report; where two share one, what tells them apart follows it. */
export function partNames(parts: readonly Named[]): string[] {
  const byName = new Map(groupBy(parts, nameOf));
  return parts.map((part) => {
    const name = nameOf(part);
    const same = byName.get(name) ?? [];
    const facts = FACTS.filter((fact) => same.some((other) => fact(other) !== fact(part)));
    return facts.length === 0 ? name : `${name} (${facts.map((fact) => fact(part)).join(', ')})`;
  });
}

/** A report has thousands of checks, and its names do not change. */
const known = new WeakMap<Report, string[]>();

function namesOf(report: Report): string[] {
  const names = known.get(report) ?? partNames(report.parts ?? []);
  known.set(report, names);
  return names;
}

/** The target that a check of a merged report belongs to; undefined where there is only one. */
export function partNameOf(report: Report, { part }: CheckResult): string | undefined {
  return part === undefined ? undefined : namesOf(report)[part];
}

/** The target that a check belongs to. */
export function targetNameOf(report: Report, check: CheckResult): string {
  return partNameOf(report, check) ?? nameOf(report);
}

/** The id of a check, with its target where there are several. */
export function idWithTarget(report: Report, check: CheckResult): string {
  const name = partNameOf(report, check);
  return name === undefined ? check.id : `${check.id} (${name})`;
}

const NAMED = 5;

/** Some names in a row. */
export function listOf(names: readonly string[]): string {
  const more = names.length - NAMED;
  return `${names.slice(0, NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** All that was tested: the URL with its name, or the names of several targets. */
export function targetsOf(report: Report): string {
  const { parts, target } = report;
  if (parts !== undefined) return listOf(namesOf(report));
  return target.name === undefined ? target.url : `${target.name} (${target.url})`;
}

/** A fact of the target; of several targets whatever they have, each once. */
export function factOf(report: Report, read: (part: Named) => string): string {
  return [...new Set((report.parts ?? [report]).map(read))].join(', ');
}

/** The targets of a merged report that came to a verdict. */
export function namesWithVerdict(report: Report, verdict: Report['verdict']): string[] {
  const { parts = [] } = report;
  return namesOf(report).filter((_, index) => parts[index]?.verdict === verdict);
}
