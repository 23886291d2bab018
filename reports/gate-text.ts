/** What the gate says, for people: why it does not hold, and what it looked past. */
import type { CheckResult, Report } from '../harness/contract.ts';
import { idWithTarget } from './part-names.ts';
import { plural } from './summary.ts';
import { plain } from './text.ts';

/** Lines that tell of the gate; none where only the plain rule was applied and held. */
export function gateLines(report: Report): string[] {
  const { gate } = report;
  if (gate === undefined) return [];
  const { coverage, baseline, causes } = gate;
  const violated = report.checks.filter(({ outcome }) => outcome === 'fail' || outcome === 'warn');
  const excused = (by: string) => violated.filter(({ excuse }) => excuse?.by === by);
  const asked =
    gate.expectedFailures !== undefined ||
    baseline !== undefined ||
    coverage.minimumPercent !== undefined ||
    report.requirementSet !== undefined;
  if (!asked) return [];
  return [
    causes.length === 0 ? 'The gate holds.' : `The gate does not hold (exit code ${gate.exitCode}):`,
    ...causes.map(({ text, checks }) => `✗ ${text}${listed(checks)}`),
    ...(gate.expectedFailures === undefined
      ? []
      : [`Expected failures: ${plural(excused('expected-failures').length, 'violation')} excused.`]),
    ...(baseline === undefined
      ? []
      : [
          `Baseline: ${baseline.fixed.length} fixed, ${baseline.new.length} new, ${baseline.unchanged.length} unchanged.`,
          ...baseline.fixed.map((id) => `  fixed: ${id}`),
          ...baseline.new.map((id) => `  new: ${id}`),
        ]),
    ...notCounted(report),
    ...(coverage.minimumPercent === undefined
      ? []
      : [
          `Coverage: ${percent(coverage)} % judged (${coverage.judged} of ${coverage.applicable}), ${coverage.minimumPercent} % asked for.`,
        ]),
  ].map(cleaned);
}

function notCounted(report: Report): string[] {
  const fresh = report.checks.filter(({ excuse }) => excuse?.by === 'requirement-set');
  if (report.requirementSet === undefined) return [];
  const passed = fresh.filter(({ outcome }) => outcome === 'pass');
  const others = fresh.filter(({ outcome }) => outcome !== 'pass');
  return [
    `Requirement set ${report.requirementSet}: ${plural(fresh.length, 'check')} new, not yet counted${passed.length > 0 ? ` (${passed.length} passed)` : ''}.`,
    ...others.map((check) => `  new, not yet counted: ${idWithTarget(report, check)}: ${told(check)}`),
  ];
}

function told({ outcome, actual, reason }: CheckResult): string {
  const detail = actual ?? reason;
  return detail === undefined ? outcome : `${outcome} (${detail})`;
}

const LISTED = 10;

function listed(checks: string[]): string {
  if (checks.length === 0) return '';
  const more = checks.length - LISTED;
  return ` ${checks.slice(0, LISTED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** Rounded down: what is below the bound must not look as if it met it. */
function percent({ judged, applicable }: { judged: number; applicable: number }): number {
  return applicable === 0 ? 0 : Math.floor((1000 * judged) / applicable) / 10;
}

function cleaned(line: string): string {
  return `${/^ */.exec(line)?.[0] ?? ''}${plain(line)}`;
}

/** The same as a text of its own, ending in a newline; empty when there is nothing to tell. */
export function renderGate(report: Report): string {
  const lines = gateLines(report);
  return lines.length === 0 ? '' : `\n${lines.join('\n')}\n`;
}
