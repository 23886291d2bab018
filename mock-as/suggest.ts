/** The known names most like a mistyped one, nearest first; at most three. */
export function suggest(wanted: string, known: readonly string[]): string[] {
  return known
    .map((name) => ({ name, likeness: likeness(wanted.toLowerCase(), name.toLowerCase()) }))
    .filter((one) => one.likeness >= 0.5)
    .sort((a, b) => b.likeness - a.likeness || (a.name < b.name ? -1 : 1))
    .slice(0, 3)
    .map(({ name }) => name);
}

/** 1 for the same text, 0 for nothing in common. Long names are alike by their parts, short ones by a letter or two. */
function likeness(a: string, b: string): number {
  if (a === b || (a.length > 2 && b.includes(a))) return 1;
  const slips = 1 - distance(a, b) / Math.max(a.length, b.length);
  return Math.max(commonPairs(a, b), slips < 0.65 ? 0 : slips);
}

/** Letters to insert, delete, replace or swap with their neighbour (optimal string alignment). */
function distance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number): number => rows[row]?.[column] ?? Infinity;
  for (let row = 1; row <= a.length; row += 1) {
    const costs = [row];
    rows.push(costs);
    for (let column = 1; column <= b.length; column += 1) {
      const replaced = at(row - 1, column - 1) + (a[row - 1] === b[column - 1] ? 0 : 1);
      const isSwap = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      const swapped = isSwap ? at(row - 2, column - 2) + 1 : Infinity;
      costs.push(Math.min(at(row - 1, column) + 1, at(row, column - 1) + 1, replaced, swapped));
    }
  }
  return at(a.length, b.length);
}

/** Dice's coefficient of letter pairs. */
function commonPairs(a: string, b: string): number {
  const [mine, theirs] = [pairsOf(a), pairsOf(b)];
  const all = mine.length + theirs.length;
  let shared = 0;
  for (const pair of mine) {
    const at = theirs.indexOf(pair);
    if (at < 0) continue;
    shared += 1;
    theirs.splice(at, 1);
  }
  return all === 0 ? 0 : (2 * shared) / all;
}

function pairsOf(text: string): string[] {
  return Array.from({ length: Math.max(text.length - 1, 0) }, (_, index) => text.slice(index, index + 2));
}
