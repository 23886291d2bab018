/** Fewer can be guessed. Bits. */
const ENOUGH = 60;
/** So many different characters in one place, and the whole alphabet may stand there. */
const MANY = 6;

/**
 * How many bits of a series of ids can vary, as far as a few dozen show: a fixed prefix counts nothing, a place with
 * few different characters little, any other as much as the alphabet holds. Ids of different length are compared from
 * whichever end they have more in common. Finds counters, times and short ids; a hash of a counter it takes for random.
 */
export function variableBits(ids: readonly string[]): number {
  const length = Math.max(0, ...ids.map((id) => id.length));
  const aligned = [ids.map((id) => id.padStart(length)), ids.map((id) => id.padEnd(length))];
  return Math.round(Math.min(...aligned.map((padded) => bitsOf(padded, length))));
}

function bitsOf(padded: readonly string[], length: number): number {
  const places = Array.from({ length }, (_, place) => new Set(padded.map((id) => id.charAt(place))));
  const varying = places.filter((characters) => characters.size > 1);
  const letters = new Set(
    varying.filter(({ size }) => size >= MANY).flatMap((characters) => [...characters]),
  );
  const alphabet = Math.log2(Math.max(alphabetSize([...letters].join('')), 2));
  const bits = varying.map(({ size }) => (size >= MANY ? alphabet : Math.log2(size)));
  return bits.reduce((sum, bit) => sum + bit, 0);
}

function alphabetSize(letters: string): number {
  if (/^[0-9 ]*$/.test(letters)) return 10;
  if (/^[0-9a-f-]*$/i.test(letters)) return 16;
  const kinds: [RegExp, number][] = [
    [/[0-9]/, 10],
    [/[a-z]/, 26],
    [/[A-Z]/, 26],
  ];
  return kinds.reduce((sum, [kind, size]) => sum + (kind.test(letters) ? size : 0), 0);
}

/** What makes a series of ids guessable; undefined when nothing was found. */
export function guessable(ids: readonly string[]): string | undefined {
  const distinct = new Set(ids).size;
  if (distinct < ids.length) return `of ${ids.length} ids ${ids.length - distinct} came twice`;
  const bits = variableBits(ids);
  return bits < ENOUGH ? `in ${ids.length} ids only about ${bits} bits vary` : undefined;
}
