import type { Judgement } from './contract.ts';

/** What the requirement says is so. */
export const ok: Judgement = { kind: 'ok' };

/** What was seen contradicts the requirement. Both texts are for a person: short, concrete, without secrets. */
export function violation(expected: string, actual: string): Judgement {
  return { kind: 'violation', expected, actual };
}

/**
 * A departure that deployed clients put up with, and that the catalogue therefore only warns about (an unquoted URL in
 * a challenge, say): never fails, whatever the level.
 */
export function tolerated(expected: string, actual: string): Judgement {
  return { kind: 'violation', expected, actual, tolerated: true };
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
  const all = [...judgements];
  const violations = all.filter((judgement) => judgement.kind === 'violation');
  const worst = violations.find((judgement) => judgement.tolerated !== true) ?? violations[0];
  return worst ?? all.find(({ kind }) => kind !== 'ok') ?? ok;
}
