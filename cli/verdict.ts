import type { Report } from '../harness/contract.ts';
import { EXIT } from './failure.ts';
import type { FailOn } from './parse.ts';

/**
 * The exit code of a report. A violation weighs more than a bug of ours or an open question: it is certain,
 * and it is what a pipeline gates on.
 */
export function exitCodeOf({ checks, verdict }: Report, failOn: FailOn): number {
  const gated = checks.some(
    ({ outcome, level }) =>
      outcome === 'fail' ||
      (outcome === 'warn' && (failOn === 'practice' || (failOn === 'should' && level === 'SHOULD'))),
  );
  if (gated) return EXIT.violations;
  if (checks.some(({ outcome }) => outcome === 'error')) return EXIT.bug;
  return verdict === 'incomplete' ? EXIT.incomplete : EXIT.ok;
}
