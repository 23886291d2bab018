/** An order of exchanges that depends on what they hold alone, not on when they were sent. */
import { createHash } from 'node:crypto';

/** One exchange as it is compared. */
export interface Comparable {
  /** Its text, with a name in place of each value that is made up anew in each run. */
  template: string;
  /** These values, in the order of their names. */
  values: readonly string[];
}

/** A few rounds tell apart what a chain of so many exchanges tells apart: authorization, code, token, call. */
const ROUNDS = 4;

/**
 * A key for each. Texts may be alike and yet not stand for the same: two authorizations that only the use of their codes
 * tells apart. So a value is known by the exchanges that it stands in, and an exchange by its values, round after round
 * (colour refinement). What is then still alike is alike in whatever order.
 */
export function comparisonKeys(all: readonly Comparable[]): string[] {
  let keys = all.map(({ template }) => digest(template));
  for (let round = 0; round < ROUNDS; round += 1) {
    const known = valuesByUse(all, keys);
    keys = all.map(({ values }, index) =>
      digest([keys[index] ?? '', ...values.map((value) => known.get(value) ?? '')].join('\n')),
    );
  }
  // Texts first, so that the order means something to a reader.
  return all.map(({ template }, index) => `${template}\n${keys[index] ?? ''}`);
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
