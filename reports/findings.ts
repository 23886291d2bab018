/** What the formats that show findings one by one have in common. */
import { createHash } from 'node:crypto';
import type { CheckResult, Report } from '../harness/contract.ts';
import { partNameOf } from './part-names.ts';
import { partOf, withOutcome } from './summary.ts';

/** Violations that count, the strongest level first. */
export function findingsOf(report: Report): CheckResult[] {
  return [...withOutcome(report, 'fail'), ...withOutcome(report, 'warn')];
}

/** What a finding says, in a sentence or two. */
export function messageOf(check: CheckResult): string {
  return `${check.level}: expected ${check.expected ?? check.title}; saw ${check.actual ?? 'something else'}.`;
}

/** Which target a finding is about, to stand before it where there are several. */
export function ofPart(report: Report, check: CheckResult): string {
  const name = partNameOf(report, check);
  return name === undefined ? '' : `${name}: `;
}

/**
 * Stays the same from run to run, so that a finding is known again: by check and target. The host of a lab has another
 * port each time, so only the path counts there. Of several targets in one place the name counts too, and the revision
 * where that is all that tells them apart.
 */
export function fingerprintOf(report: Report, check: CheckResult): string {
  const own = partOf(report, check);
  const place = placeOf(own);
  const twins = (report.parts ?? []).filter((part) => placeOf(part) === place);
  const revision = check.part !== undefined && twins.length > 1 ? `\n${own.specVersion}` : '';
  return createHash('sha256').update(`${place}\n${check.id}${revision}`).digest('hex').slice(0, 32);
}

function placeOf({ target }: Pick<Report, 'target'>): string {
  const { role, url, situation, name } = target;
  const place = situation === 'lab' && URL.canParse(url) ? new URL(url).pathname : url;
  return name === undefined ? `${role}\n${place}` : `${role}\n${name}\n${place}`;
}
