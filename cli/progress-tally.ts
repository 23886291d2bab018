/** Counts the checks of a run by topic. */
import type { CheckResult, Outcome } from '../harness/contract.ts';

export interface TopicTally {
  name: string;
  total: number;
  done: number;
  counts: Partial<Record<Outcome, number>>;
}

export interface Tally {
  plan: (ids: readonly string[]) => void;
  /** Counts a result and returns its topic. */
  add: (result: CheckResult) => TopicTally;
  /** In the order of the plan. */
  topics: () => TopicTally[];
}

export function topicOf({ id }: Pick<CheckResult, 'id'>): string {
  return id.split('/')[1] ?? id;
}

export function createTally(): Tally {
  const topics = new Map<string, TopicTally>();
  const topic = (name: string): TopicTally => {
    const known = topics.get(name);
    if (known !== undefined) return known;
    const fresh = { name, total: 0, done: 0, counts: {} };
    topics.set(name, fresh);
    return fresh;
  };
  return {
    plan(ids) {
      topics.clear();
      for (const id of ids) topic(topicOf({ id })).total += 1;
    },
    add(result) {
      const found = topic(topicOf(result));
      found.done += 1;
      found.counts[result.outcome] = (found.counts[result.outcome] ?? 0) + 1;
      return found;
    },
    topics: () => [...topics.values()],
  };
}

const WORDS: [Outcome, string][] = [
  ['fail', 'failed'],
  ['warn', 'warned'],
  ['error', 'in error'],
  ['inconclusive', 'inconclusive'],
  ['untested', 'not tested'],
  ['not-applicable', 'not applicable'],
  ['pass', 'passed'],
];

/** `1 failed`, `15 passed`: what there is, the gravest first. */
export function outcomesOf({ counts }: Pick<TopicTally, 'counts'>): string[] {
  return WORDS.flatMap(([outcome, word]) => {
    const count = counts[outcome];
    return count === undefined ? [] : [`${count} ${word}`];
  });
}
