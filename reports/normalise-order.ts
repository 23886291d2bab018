/** An order of exchanges that depends on what they hold alone, not on when they were sent. */
import { createHash } from 'node:crypto';

/** One exchange as it is compared. */
export interface Comparable {
  /** Its text, with a name in place of each value that is made up anew in each run. */
  template: string;
  /** These values, in the order of their names. */
  values: readonly string[];
  /** Where the check itself names it, by which it knows it from others that are alike. */
  place?: number;
}

/** A few rounds tell apart what a chain of so many exchanges tells apart: authorization, code, token, call. */
const ROUNDS = 4;
const MOST_TWINS = 50;

/**
 * A key for each. Texts may be alike and yet not stand for the same: two authorizations that only the use of their codes
 * tells apart. So a value is known by the exchanges that it stands in, and an exchange by its values, round after round
 * (colour refinement). What is then still alike is alike in whatever order, but what belongs together stays together: two
 * clients that did the same are the first and the second in all that they did.
 */
export function comparisonKeys(all: readonly Comparable[]): string[] {
  const groups = linked(all);
  const texts = all.map(({ template, place = 0 }) => `${template}\n${String(place).padStart(6, '0')}`);
  let keys = refined(all, texts.map(digest));
  for (let count = 0; count < MOST_TWINS; count += 1) {
    const chosen = new Set(groups.flatMap((group) => firstTwin(group, keys) ?? []));
    if (chosen.size === 0) break;
    keys = refined(
      all,
      keys.map((key, index) => (chosen.has(index) ? digest(`${key} first`) : key)),
    );
  }
  const rank = ranks(groups, keys);
  // Texts first, so that the order means something to a reader.
  return texts.map((text, index) => `${text}\n${keys[index] ?? ''}\n${rank.get(index) ?? ''}`);
}

function refined(all: readonly Comparable[], given: readonly string[]): string[] {
  let keys = [...given];
  for (let round = 0; round < ROUNDS; round += 1) {
    const known = valuesByUse(all, keys);
    keys = all.map(({ values }, index) =>
      digest([keys[index] ?? '', ...values.map((value) => known.get(value) ?? '')].join('\n')),
    );
  }
  return keys;
}

/** The exchanges, by their places, that share values with one another, straight or by way of others. */
function linked(all: readonly Comparable[]): number[][] {
  const byValue = new Map<string, number[]>();
  for (const [index, { values }] of all.entries())
    for (const value of values) byValue.set(value, [...(byValue.get(value) ?? []), index]);
  const seen = new Set<number>();
  return all.flatMap((_, start) => {
    if (seen.has(start)) return [];
    const group: number[] = [];
    const waiting = [start];
    for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
      if (seen.has(index)) continue;
      seen.add(index);
      group.push(index);
      for (const value of all[index]?.values ?? []) waiting.push(...(byValue.get(value) ?? []));
    }
    return [group.toSorted((a, b) => a - b)];
  });
}

/** Of those in a group that are alike the first one: which it is makes no difference, but one has to be. */
function firstTwin(group: readonly number[], keys: readonly string[]): number | undefined {
  const byKey = new Map<string, number[]>();
  for (const index of group) {
    const key = keys[index] ?? '';
    byKey.set(key, [...(byKey.get(key) ?? []), index]);
  }
  const [least] = [...byKey].filter(([, twins]) => twins.length > 1).sort(([a], [b]) => (a < b ? -1 : 1));
  return least?.[1][0];
}

/** Groups that are alike are counted; each member has the number of its group. */
function ranks(groups: readonly number[][], keys: readonly string[]): Map<number, string> {
  const counts = new Map<string, number>();
  return new Map(
    groups.flatMap((group) => {
      const kind = group
        .map((index) => keys[index] ?? '')
        .sort()
        .join('\n');
      const count = counts.get(kind) ?? 0;
      counts.set(kind, count + 1);
      return group.map((index): [number, string] => [index, String(count).padStart(6, '0')]);
    }),
  );
}

/** Each value by the exchanges that it stands in, and by its place there. */
function valuesByUse(all: readonly Comparable[], keys: readonly string[]): Map<string, string> {
  const uses = new Map<string, string[]>();
  for (const [index, { values }] of all.entries()) {
    for (const [place, value] of values.entries()) {
      const known = uses.get(value) ?? [];
      known.push(`${keys[index] ?? ''} ${place}`);
      uses.set(value, known);
    }
  }
  return new Map([...uses].map(([value, places]) => [value, digest(places.sort().join('\n'))]));
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
