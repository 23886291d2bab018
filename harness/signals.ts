/**
 * What a probe throws when it cannot go on: not an error of anyone, but a reason. The engine makes the outcome of it.
 */
export class Stop extends Error {
  readonly outcome: 'not-applicable' | 'untested' | 'inconclusive';
  /** Exchanges that show why. */
  readonly evidence: string[];

  constructor(outcome: Stop['outcome'], reason: string, evidence: string[] = []) {
    super(reason);
    this.name = 'Stop';
    this.outcome = outcome;
    this.evidence = evidence;
  }
}

/** The requirement does not concern this target. */
export function notApplicable(reason: string, evidence: string[] = []): Stop {
  return new Stop('not-applicable', reason, evidence);
}

/** The situation lacks something; the reason says how to enable it. */
export function untested(reason: string, evidence: string[] = []): Stop {
  return new Stop('untested', reason, evidence);
}

/** Nothing can be concluded from what was seen. */
export function inconclusive(reason: string, evidence: string[] = []): Stop {
  return new Stop('inconclusive', reason, evidence);
}
