import type { CheckResult, Outcome, Summary, Verdict } from './contract.ts';

const SUMMARY_KEYS: Record<Outcome, Exclude<keyof Summary, 'notCounted'>> = {
  pass: 'pass',
  fail: 'fail',
  warn: 'warn',
  'not-applicable': 'notApplicable',
  untested: 'untested',
  inconclusive: 'inconclusive',
  error: 'error',
};

/** Whether a result counts for the verdict: all do but those newer than the requirement set. */
export function counts({ excuse }: CheckResult): boolean {
  return excuse?.by !== 'requirement-set';
}

export function summarise(checks: readonly CheckResult[]): Summary {
  const summary: Summary = {
    pass: 0,
    fail: 0,
    warn: 0,
    notApplicable: 0,
    untested: 0,
    inconclusive: 0,
    error: 0,
  };
  const counted = checks.filter(counts);
  for (const { outcome } of counted) summary[SUMMARY_KEYS[outcome]] += 1;
  const notCounted = checks.length - counted.length;
  return notCounted === 0 ? summary : { ...summary, notCounted };
}

/**
 * A violated MUST makes a target nonconformant. Without one, a MUST that could not be judged, trouble that ended the
 * run, or a run in which nothing passed leaves the verdict open: nothing is conformant by default.
 */
export function verdictOf(checks: readonly CheckResult[], trouble: readonly string[]): Verdict {
  if (checks.some((check) => counts(check) && check.outcome === 'fail')) return 'nonconformant';
  return isOpen(checks, trouble) ? 'incomplete' : 'conformant';
}

/** Whether something keeps the question of conformance open, violations aside. */
export function isOpen(checks: readonly CheckResult[], trouble: readonly string[]): boolean {
  const counted = checks.filter(counts);
  const openMust = counted.some(({ level, outcome }) => level === 'MUST' && outcome === 'inconclusive');
  const ownBug = counted.some(({ outcome }) => outcome === 'error');
  const anyPass = counted.some(({ outcome }) => outcome === 'pass');
  return openMust || ownBug || !anyPass || trouble.length > 0;
}
