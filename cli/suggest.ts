/** The known names most like a mistyped one, nearest first; at most three. */
export function suggest(wanted: string, known: readonly string[]): string[] {
  return known
    .map((name) => ({ name, likeness: likeness(wanted.toLowerCase(), name.toLowerCase()) }))
    .filter((one) => one.likeness >= 0.5)
    .sort((a, b) => b.likeness - a.likeness || (a.name < b.name ? -1 : 1))
    .slice(0, 3)
    .map(({ name }) => name);
}

/** Dice's coefficient of letter pairs: 1 for the same text, 0 for no pair in common. */
function likeness(a: string, b: string): number {
  if (a === b || (a.length > 2 && b.includes(a))) return 1;
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
