/** What changed between two reports, for people. */
import type { CheckResult, Report } from '../harness/contract.ts';
import { idWithTarget, targetsOf } from './part-names.ts';
import { plural, withOutcome } from './summary.ts';
import { plain } from './text.ts';

/** As the harness compares: which checks are violated in which of the two. */
interface Comparison {
  fixed: CheckResult[];
  new: CheckResult[];
  unchanged: CheckResult[];
  changed: { before: CheckResult; now: CheckResult }[];
  added: CheckResult[];
  removed: CheckResult[];
}

/** Renders the comparison, what got worse first. */
export function renderComparison(before: Report, now: Report, found: Comparison): string {
  const id = (check: CheckResult) => idWithTarget(now, check);
  const line = (check: CheckResult) => `  ${check.level}  ${id(check)}: ${check.actual ?? check.title}`;
  const sections: [title: string, lines: string[]][] = [
    ['New violations', found.new.map(line)],
    ['Fixed', found.fixed.map((check) => `  ${check.level}  ${id(check)}`)],
    ['Unchanged violations', found.unchanged.map(line)],
    [
      'Other changes',
      found.changed.map(
        ({ before: then, now: check }) =>
          `  ${id(check)}: ${then.outcome} → ${check.outcome}${check.reason === undefined ? '' : ` (${check.reason})`}`,
      ),
    ],
    ['Only in the newer report', found.added.map((check) => `  ${id(check)}: ${check.outcome}`)],
    [
      'Only in the older report',
      found.removed.map((check) => `  ${idWithTarget(before, check)}: ${check.outcome}`),
    ],
  ];
  const text = sections
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) =>
      [`${title} (${lines.length})`, ...lines.map((one) => `  ${plain(one)}`)].join('\n'),
    );
  const head = [`old: ${headOf(before)}`, `new: ${headOf(now)}`, ...unlike(before, now)]
    .map(plain)
    .join('\n');
  const same = 'Nothing changed.';
  return `${[head, ...(text.length === 0 ? [same] : text)].join('\n\n')}\n`;
}

function headOf(report: Report): string {
  const failed = plural(withOutcome(report, 'fail').length, 'violation');
  return `${report.verdict}, ${failed} of ${plural(report.checks.length, 'check')}, ${targetsOf(report)}, ${report.specVersion}, ${report.startedAt}`;
}

/** What makes a difference besides the target's behaviour. */
function unlike(before: Report, now: Report): string[] {
  const facts: [what: string, then: string, since: string][] = [
    ['role', before.target.role, now.target.role],
    ['revision', before.specVersion, now.specVersion],
    ['situation', before.target.situation, now.target.situation],
    ['version of the tool', before.tool.version, now.tool.version],
  ];
  return facts
    .filter(([, then, since]) => then !== since)
    .map(([what, then, since]) => `note: another ${what}: ${then}, now ${since}`);
}
