import type { Judgement } from './contract.ts';

/** What the requirement says is so. */
export const ok: Judgement = { kind: 'ok' };

/** What was seen contradicts the requirement. Both texts are for a person: short, concrete, without secrets. */
export function violation(expected: string, actual: string): Judgement {
  return { kind: 'violation', expected, actual };
}

/** The evidence shows that the requirement does not concern this target. */
export function doesNotApply(reason: string): Judgement {
  return { kind: 'not-applicable', reason };
}

/** The evidence proves neither. */
export function unclear(reason: string): Judgement {
  return { kind: 'unclear', reason };
}

/** The first judgement that is not ok; ok when all are. For evidence that consists of several like cases. */
export function firstProblem(judgements: Iterable<Judgement>): Judgement {
  let doubt: Judgement | undefined;
  for (const judgement of judgements) {
    if (judgement.kind === 'violation') return judgement;
    if (judgement.kind !== 'ok') doubt ??= judgement;
  }
  return doubt ?? ok;
}
