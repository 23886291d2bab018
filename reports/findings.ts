/** What the formats that show findings one by one have in common. */
import { createHash } from 'node:crypto';
import type { CheckResult, Report } from '../harness/contract.ts';
import { partOf, withOutcome } from './summary.ts';

/** Violations that count, the strongest level first. */
export function findingsOf(report: Report): CheckResult[] {
  return [...withOutcome(report, 'fail'), ...withOutcome(report, 'warn')];
}

/** What a finding says, in a sentence or two. */
export function messageOf(check: CheckResult): string {
  return `${check.level}: expected ${check.expected ?? check.title}; saw ${check.actual ?? 'something else'}.`;
}

/**
 * Stays the same from run to run, so that a finding is known again: by check and target. The host of a lab has another
 * port each time, so only the path counts there.
 */
export function fingerprintOf(report: Report, check: CheckResult): string {
  const { target } = partOf(report, check);
  const place =
    target.situation === 'lab' && URL.canParse(target.url) ? new URL(target.url).pathname : target.url;
  return createHash('sha256').update(`${target.role}\n${place}\n${check.id}`).digest('hex').slice(0, 32);
}
