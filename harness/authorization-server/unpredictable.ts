/**
 * How many bits an attacker who has seen some of the values still has to guess, at most (RFC 6749 §10.10): only places
 * that differ between the values count. Undefined for fewer than eight values, which tell too little.
 */
export function guessedBits(values: readonly string[]): number | undefined {
  const all = [...new Set(values)];
  if (all.length < FEWEST) return undefined;
  const length = Math.min(...all.map((value) => value.length));
  const places = Array.from({ length }, (_, index) => new Set(all.map((value) => value.charAt(index))));
  const varying = places.filter((characters) => characters.size > 1);
  const seen = varying.flatMap((characters) => [...characters]).join('');
  return Math.floor(varying.length * Math.log2(alphabetOf(seen)));
}

const FEWEST = 8;

/** The smallest usual alphabet that has all these characters. */
function alphabetOf(characters: string): number {
  if (/^\d*$/.test(characters)) return 10;
  if (/^[\da-f-]*$/.test(characters) || /^[\dA-F-]*$/.test(characters)) return 16;
  if (/^[\da-z]*$/.test(characters) || /^[\dA-Z]*$/.test(characters)) return 36;
  return 64;
}

/** Whether the values count up: behind what they have in common stand numbers that lie close together. */
export function countsUp(values: readonly string[]): boolean {
  const all = [...new Set(values)];
  if (all.length < FEWEST_COUNTED) return false;
  const rests = all.map((value) => value.slice(commonPrefix(all)));
  const isDecimal = rests.every((rest) => /^\d{1,30}$/.test(rest));
  if (!isDecimal && !rests.every((rest) => /^[\da-f]{1,30}$/i.test(rest))) return false;
  const numbers = rests
    .map((rest) => BigInt(isDecimal ? rest : `0x${rest}`))
    .sort((a, b) => (a < b ? -1 : 1));
  const [first = 0n] = numbers;
  return (numbers.at(-1) ?? 0n) - first < BigInt(all.length * WIDEST_STEP);
}

const FEWEST_COUNTED = 4;
const WIDEST_STEP = 20;

function commonPrefix([first = '', ...others]: readonly string[]): number {
  let length = 0;
  while (length < first.length && others.every((other) => other.charAt(length) === first.charAt(length)))
    length += 1;
  // A digit in common belongs to the number.
  while (/[\da-f]/i.test(first.charAt(length - 1))) length -= 1;
  return length;
}
