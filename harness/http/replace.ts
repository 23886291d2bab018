/** Replaces many known strings in one pass over a text. */
export interface Replacer {
  /** @param bounded Replace only where no letter, digit, `_` or `-` stands right beside. */
  add(pattern: string, replacement: string, bounded: boolean): void;
  replace(text: string): string;
  /** Cuts off an end that may be the beginning of a known string, since the text itself was cut there. */
  trimEnd(text: string, replacement: string): string;
}

interface Entry {
  pattern: string;
  replacement: string;
  bounded: boolean;
}

/** Patterns that begin alike. Tokens of one issuer all do, so they are looked up by length and not tried one by one. */
interface Bucket {
  /** The lengths that occur, longest first. */
  lengths: number[];
  entries: Map<string, Entry>;
}

/** The shortest pattern; what is shorter would be found by chance. */
export const SHORTEST = 6;
/** So many texts, of at most so many characters, are remembered as clean. */
const REMEMBERED = 5_000;
const REMEMBERED_LENGTH = 300;
const FILTER_BITS = 16;
const HASH_BASE = 131;
// The factor by which the first of SHORTEST characters counts in the rolling hash.
const LEAVING = Array.from({ length: SHORTEST - 1 }).reduce<number>(
  (product) => Math.imul(product, HASH_BASE),
  1,
);

/**
 * A rolling hash of `SHORTEST` characters tells where a pattern may begin (Rabin and Karp), so that the cost hardly
 * depends on the number of patterns: a lab run knows some thousand. At one place the longest pattern wins.
 */
export function createReplacer(): Replacer {
  const filter = new Uint8Array(1 << FILTER_BITS);
  const byStart = new Map<string, Bucket>();
  const known = new Set<string>();
  /** Short texts that hold nothing known: header lines come again and again. */
  const clean = new Set<string>();
  let longest = 0;

  const matchAt = (text: string, at: number): Entry | undefined => {
    const bucket = byStart.get(text.slice(at, at + SHORTEST));
    for (const length of bucket?.lengths ?? []) {
      const entry = bucket?.entries.get(text.slice(at, at + length));
      if (entry !== undefined && (!entry.bounded || isBounded(text, at, at + length))) return entry;
    }
    return undefined;
  };

  return {
    add(pattern, replacement, bounded) {
      if (pattern.length < SHORTEST || known.has(pattern)) return;
      known.add(pattern);
      clean.clear();
      longest = Math.max(longest, pattern.length);
      const start = pattern.slice(0, SHORTEST);
      const bucket = byStart.get(start) ?? { lengths: [], entries: new Map<string, Entry>() };
      byStart.set(start, bucket);
      bucket.entries.set(pattern, { pattern, replacement, bounded });
      if (!bucket.lengths.includes(pattern.length)) {
        bucket.lengths.push(pattern.length);
        bucket.lengths.sort((a, b) => b - a);
      }
      filter[slot(hashOf(start, 0))] = 1;
    },
    replace(text) {
      if (known.size === 0 || text.length < SHORTEST || clean.has(text)) return text;
      const parts: string[] = [];
      let copied = 0;
      let hash = hashOf(text, 0);
      for (let at = 0; at + SHORTEST <= text.length; at += 1) {
        const entry = at >= copied && filter[slot(hash)] === 1 ? matchAt(text, at) : undefined;
        if (entry !== undefined) {
          parts.push(text.slice(copied, at), entry.replacement);
          copied = at + entry.pattern.length;
        }
        const left = Math.imul(text.charCodeAt(at), LEAVING);
        hash = (Math.imul(hash - left, HASH_BASE) + text.charCodeAt(at + SHORTEST)) | 0;
      }
      if (copied > 0) return parts.join('') + text.slice(copied);
      if (text.length <= REMEMBERED_LENGTH && clean.size < REMEMBERED) clean.add(text);
      return text;
    },
    trimEnd(text, replacement) {
      for (let at = Math.max(0, text.length - longest); at + SHORTEST <= text.length; at += 1) {
        const rest = text.slice(at);
        const patterns = byStart.get(rest.slice(0, SHORTEST))?.entries.keys() ?? [];
        const cut = [...patterns].some((pattern) => pattern.startsWith(rest));
        if (cut) return text.slice(0, at) + replacement;
      }
      return text;
    },
  };
}

function hashOf(text: string, at: number): number {
  let hash = 0;
  for (let index = at; index < at + SHORTEST; index += 1) {
    hash = (Math.imul(hash, HASH_BASE) + text.charCodeAt(index)) | 0;
  }
  return hash;
}

function slot(hash: number): number {
  return (hash ^ (hash >>> FILTER_BITS)) & ((1 << FILTER_BITS) - 1);
}

function isBounded(text: string, from: number, to: number): boolean {
  return !isWordCharacter(text[from - 1]) && !isWordCharacter(text[to]);
}

function isWordCharacter(character: string | undefined): boolean {
  return character !== undefined && /[\w-]/.test(character);
}
