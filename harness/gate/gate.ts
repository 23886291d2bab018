/** The gate: whether a pipeline may go on. It marks what does not count and says why it does not hold; it judges nothing. */
import type { CheckResult, FailOn, Gate, GateCause, Report } from '../contract.ts';
import { counts, isOpen } from '../verdict.ts';
import { compare, violated } from './compare.ts';
import { expectFailures, type Expectations } from './expected-failures.ts';
import { applyRequirementSet, recounted, type RequirementSet } from './requirement-set.ts';
import { partNames } from './part-names.ts';
import { without } from './without.ts';

export interface GatePolicy {
  failOn: FailOn;
  requirementSet?: RequirementSet | undefined;
  expectations?: Expectations | undefined;
  /** An older report: what it violated already does not stop. */
  baseline?: Report | undefined;
  /** How many of the checks that concern the target must come to a judgement, in percent. */
  minCoverage?: number | undefined;
}

/** As the command line has them. Violations weigh more than a bug of ours, and that more than an open question. */
const EXIT = { violations: 1, open: 3, error: 70 } as const;
const WEIGHT: number[] = [EXIT.violations, EXIT.error, EXIT.open];

/** The report with `gate`, and with what the gate looks past marked by `excuse`. */
export function gate(given: Report, policy: GatePolicy): Report {
  const { failOn, requirementSet, expectations, baseline, minCoverage } = policy;
  let report = ungated(given);
  if (requirementSet !== undefined) report = applyRequirementSet(report, requirementSet);
  const expected = expectations && expectFailures(report, expectations);
  if (expected !== undefined) report = { ...report, checks: expected.checks };
  const against = baseline && withBaseline(report, baseline);
  if (against !== undefined) report = { ...report, checks: against.checks };
  const coverage = coverageOf(report.checks);
  const causes = [
    ...(baseline === undefined ? [] : unlike(report, baseline)),
    ...violations(report, failOn),
    ...(expected?.causes ?? []),
    ...errors(report),
    ...open(report),
    ...(minCoverage === undefined ? [] : tooLittle(coverage, minCoverage)),
  ];
  const result: Gate = {
    failOn,
    causes,
    exitCode: WEIGHT.find((code) => causes.some(({ exitCode }) => exitCode === code)) ?? 0,
    coverage: { ...coverage, ...(minCoverage === undefined ? {} : { minimumPercent: minCoverage }) },
    ...(expectations === undefined ? {} : { expectedFailures: expectations.entries.length }),
    ...(against === undefined ? {} : { baseline: against.baseline }),
  };
  return { ...report, gate: result };
}

/** The report as the run gave it. */
export function ungated(report: Report): Report {
  const checks = report.checks.map((check): CheckResult => without(check, 'excuse'));
  return recounted({ ...without(report, 'gate', 'requirementSet'), checks });
}

function withBaseline(report: Report, baseline: Report) {
  const comparison = compare(baseline, report);
  const known = new Set(comparison.unchanged);
  const when = baseline.startedAt.slice(0, 10);
  const excuse = { by: 'baseline' as const, reason: `Known since the baseline of ${when}.` };
  const ids = (checks: CheckResult[]) => checks.filter(counts).map(({ id }) => id);
  return {
    checks: report.checks.map((check) =>
      known.has(check) && check.excuse === undefined ? { ...check, excuse } : check,
    ),
    baseline: {
      fixed: ids(comparison.fixed),
      new: ids(comparison.new),
      unchanged: ids(comparison.unchanged),
    },
  };
}

/** What another role violated says nothing. */
function unlike({ target }: Report, { target: other }: Report): GateCause[] {
  if (target.role === other.role) return [];
  const text = `The baseline is a report on a target of the role ${other.role}, this one is of the role ${target.role}.`;
  return [{ kind: 'expectations', exitCode: EXIT.violations, text, checks: [] }];
}

/** Whether a violation of this outcome and level stops. */
export function stops({ outcome, level }: CheckResult, failOn: FailOn): boolean {
  if (outcome === 'fail') return true;
  return outcome === 'warn' && (failOn === 'practice' || (failOn === 'should' && level === 'SHOULD'));
}

function violations(report: Report, failOn: FailOn): GateCause[] {
  const found = report.checks.filter((check) => check.excuse === undefined && stops(check, failOn));
  const bound = { must: 'of a MUST', should: 'of a MUST or SHOULD', practice: 'of anything' }[failOn];
  return causesOf(
    report,
    found,
    { kind: 'violations', exitCode: EXIT.violations },
    (checks) => `${number(checks, 'violation')} ${bound}:`,
  );
}

function errors(report: Report): GateCause[] {
  const found = report.checks.filter((check) => counts(check) && check.outcome === 'error');
  return causesOf(
    report,
    found,
    { kind: 'error', exitCode: EXIT.error },
    (checks) => `${number(checks, 'check')} ended in an error of this tool:`,
  );
}

/** Nothing excuses an open question: an expected failure that could not be judged is not known to fail. */
function open({ checks, trouble = [] }: Report): GateCause[] {
  if (!isOpen(checks, trouble)) return [];
  const [first] = trouble;
  const found = checks.filter(
    (check) => counts(check) && check.outcome === 'inconclusive' && check.level === 'MUST',
  );
  // A run in which nothing passed is open too, unless what it found says enough, also where that is excused.
  const bare = first === undefined && found.length === 0;
  const telling = ({ outcome, excuse }: CheckResult) =>
    outcome === 'fail' || outcome === 'error' || (outcome === 'warn' && excuse !== undefined);
  if (bare && checks.filter(counts).some(telling)) return [];
  const text = first ?? (bare ? 'Nothing passed, so nothing is known.' : 'A MUST could not be judged:');
  return [{ kind: 'open', exitCode: EXIT.open, text, checks: found.map(({ id }) => id) }];
}

function coverageOf(checks: CheckResult[]): { judged: number; applicable: number } {
  const applicable = checks.filter((check) => counts(check) && check.outcome !== 'not-applicable');
  const judged = applicable.filter((check) => violated(check) || check.outcome === 'pass');
  return { judged: judged.length, applicable: applicable.length };
}

function tooLittle(
  { judged, applicable }: { judged: number; applicable: number },
  minimum: number,
): GateCause[] {
  if (applicable > 0 && (100 * judged) / applicable >= minimum) return [];
  const text = `Only ${judged} of ${applicable} checks came to a judgement; ${minimum} % are asked for. The report says how to enable the others.`;
  return [{ kind: 'coverage', exitCode: EXIT.open, text, checks: [] }];
}

/** One cause, or of a merged report one for each target that it is about. */
function causesOf(
  { parts }: Report,
  found: CheckResult[],
  facts: Pick<GateCause, 'kind' | 'exitCode'>,
  say: (checks: CheckResult[]) => string,
): GateCause[] {
  const cause = (checks: CheckResult[], name = ''): GateCause[] =>
    checks.length === 0
      ? []
      : [{ ...facts, text: `${name}${say(checks)}`, checks: checks.map(({ id }) => id) }];
  const names = partNames(parts ?? []);
  return [
    ...names.flatMap((name, part) =>
      cause(
        found.filter((check) => check.part === part),
        `${name}: `,
      ).map((one) => ({ ...one, part })),
    ),
    ...cause(found.filter(({ part }) => part === undefined || names[part] === undefined)),
  ];
}

function number({ length }: CheckResult[], what: string): string {
  return `${length} ${what}${length === 1 ? '' : 's'}`;
}
