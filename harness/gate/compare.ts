/** Two reports of the same kind, check by check. */
import type { CheckResult, Report, ReportPart } from '../contract.ts';

export interface Comparison {
  /** Violated then, and passed now. */
  fixed: CheckResult[];
  /** Violated now, and not then, or not so strongly. */
  new: CheckResult[];
  /** Violated both times. */
  unchanged: CheckResult[];
  /** Any other change of outcome, such as from passed to inconclusive. */
  changed: { before: CheckResult; now: CheckResult }[];
  added: CheckResult[];
  removed: CheckResult[];
}

/** Compares by check and target. */
export function compare(before: Report, now: Report): Comparison {
  const old = new Map(before.checks.map((check) => [keyOf(before, check), check]));
  const found: Comparison = { fixed: [], new: [], unchanged: [], changed: [], added: [], removed: [] };
  for (const check of now.checks) {
    const key = keyOf(now, check);
    const then = old.get(key);
    old.delete(key);
    if (then === undefined) found.added.push(check);
    if (violated(check)) {
      const same =
        then !== undefined && violated(then) && !(then.outcome === 'warn' && check.outcome === 'fail');
      found[same ? 'unchanged' : 'new'].push(check);
    } else if (then !== undefined && violated(then) && check.outcome === 'pass') {
      found.fixed.push(check);
    } else if (then !== undefined && then.outcome !== check.outcome) {
      found.changed.push({ before: then, now: check });
    }
  }
  found.removed.push(...old.values());
  return found;
}

export function violated({ outcome }: CheckResult): boolean {
  return outcome === 'fail' || outcome === 'warn';
}

/** A lab takes another port each time, so only the path tells its targets apart. */
export function placeOf({ situation, url }: Report['target']): string {
  return situation === 'lab' && URL.canParse(url) ? new URL(url).pathname : url;
}

function keyOf(report: Report, check: CheckResult): string {
  const part = check.part === undefined ? undefined : report.parts?.[check.part];
  if (part === undefined) return check.id;
  const place = placeKey(part);
  // The revision of a target may change from run to run, so it counts only where nothing else tells two apart.
  const twins = (report.parts ?? []).filter((other) => placeKey(other) === place);
  return `${place} ${twins.length > 1 ? `${part.specVersion} ` : ''}${check.id}`;
}

function placeKey({ target }: ReportPart): string {
  const { role, name = '' } = target;
  return `${role} ${name} ${placeOf(target)}`;
}
