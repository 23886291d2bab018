import type { CheckResult, Outcome, Summary, Verdict } from './contract.ts';

const SUMMARY_KEYS: Record<Outcome, keyof Summary> = {
  pass: 'pass',
  fail: 'fail',
  warn: 'warn',
  'not-applicable': 'notApplicable',
  untested: 'untested',
  inconclusive: 'inconclusive',
  error: 'error',
};

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
  for (const { outcome } of checks) summary[SUMMARY_KEYS[outcome]] += 1;
  return summary;
}

/**
 * A violated MUST makes a target nonconformant. Without one, a MUST that could not be judged, trouble that ended the
 * run, or a run in which nothing passed leaves the verdict open: nothing is conformant by default.
 */
export function verdictOf(checks: readonly CheckResult[], trouble: readonly string[]): Verdict {
  if (checks.some(({ outcome }) => outcome === 'fail')) return 'nonconformant';
  const openMust = checks.some(({ level, outcome }) => level === 'MUST' && outcome === 'inconclusive');
  const ownBug = checks.some(({ outcome }) => outcome === 'error');
  const anyPass = checks.some(({ outcome }) => outcome === 'pass');
  return openMust || ownBug || !anyPass || trouble.length > 0 ? 'incomplete' : 'conformant';
}
