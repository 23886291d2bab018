/** The verdict of a report in one sentence, which most formats begin with. */
import type { Report } from '../harness/contract.ts';
import { listOf, namesWithVerdict, targetsOf } from './part-names.ts';
import { plural, roleName, withOutcome } from './summary.ts';

/** The verdict in one sentence. */
export function verdictSentence(report: Report): string {
  const { revision, targets, many } = subjectOf(report);
  if (report.verdict === 'conformant') return `Conformant: under ${revision}, ${targets} ${kept(report)}.`;
  if (report.verdict === 'nonconformant')
    return `Not conformant: ${targets} ${many ? 'violate' : 'violates'} ${broken(report)} of ${revision}.`;
  if (targets === '') return `No verdict: ${undecided(report)}.`;
  return `No verdict on ${targets} under ${revision}: ${undecided(report)}.`;
}

/** What the sentence is about: of several targets those that have the verdict. */
function subjectOf(report: Report): { revision: string; targets: string; many: boolean } {
  const { parts, target, specVersion, verdict } = report;
  if (parts === undefined) {
    const name = target.name === undefined ? '' : `${target.name} `;
    const targets = `the ${roleName(target.role)} ${name}at ${target.url}`;
    return { revision: `MCP ${specVersion}`, targets, many: false };
  }
  const [first, ...others] = new Set(parts.map((part) => part.specVersion));
  const revision = others.length === 0 ? `MCP ${first ?? specVersion}` : 'their revisions of MCP';
  const all = plural(parts.length, 'target');
  if (verdict === 'conformant')
    return { revision, targets: `each of ${all} (${targetsOf(report)})`, many: false };
  const concerned = namesWithVerdict(report, verdict);
  const targets = concerned.length === 0 ? '' : `${concerned.length} of ${all} (${listOf(concerned)})`;
  return { revision, targets, many: concerned.length > 1 };
}

function kept({ summary }: Report): string {
  const open = summary.untested + summary.inconclusive;
  const facts = [
    `${summary.pass} passed`,
    ...(summary.warn > 0 ? [plural(summary.warn, 'warning')] : []),
    ...(open > 0 ? [`${open} left open`] : []),
  ];
  return `violates none of the MUSTs tested (${facts.join(', ')})`;
}

/** Counts what the specification itself asks, of the targets concerned; practices only when nothing else was found. */
function broken(report: Report): string {
  const findings = [...withOutcome(report, 'fail'), ...withOutcome(report, 'warn')].filter(
    ({ part }) => part === undefined || report.parts?.[part]?.verdict === 'nonconformant',
  );
  const counts = (['MUST', 'SHOULD', 'MAY'] as const)
    .map((level) => ({ level, count: findings.filter((check) => check.level === level).length }))
    .filter(({ count }) => count > 0)
    .map(({ level, count }) => plural(count, level));
  const last = counts.pop() ?? plural(findings.length, 'practice');
  return `${counts.length > 0 ? `${counts.join(', ')} and ` : ''}${last}`;
}

function undecided({ summary, trouble }: Report): string {
  if (trouble !== undefined && trouble.length > 0) return 'the run was stopped before its end';
  if (summary.inconclusive > 0) return `${plural(summary.inconclusive, 'check')} could not be decided`;
  if (summary.error > 0) return `${plural(summary.error, 'check')} ended in an error of this tool`;
  return 'nothing could be tested';
}
