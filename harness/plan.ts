import { levelOf } from './catalogue.ts';
import type { Check, Evidence, Level, Requirement, Revision } from './contract.ts';

/** A check of any evidence; what its probe gives is what its judge takes. */
export type AnyCheck<C> = Check<C, Evidence>;

/** A check with the requirement that it judges. */
export interface FoundCheck<C> {
  check: AnyCheck<C>;
  requirement: Requirement;
}

/** A check that is to run, with the level of its requirement in the tested revision. */
export interface PlannedCheck<C> extends FoundCheck<C> {
  level: Level;
}

/** The checks that the revision's text asks for, in the order of their ids. */
export function planChecks<C>(found: FoundCheck<C>[], revision: Revision): PlannedCheck<C>[] {
  return found.flatMap((one) => {
    const level = levelOf(one.requirement, revision);
    return level === undefined ? [] : [{ ...one, level }];
  });
}
