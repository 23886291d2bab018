/**
 * The exchanges as data in the page, each text once: header lines and bodies repeat themselves in a run. What is over
 * the limit loses its bodies, so that no target can make a page that does not open; `report.json` has them.
 */
import type { Exchange, HeaderLine } from '../../harness/contract.ts';
import type { Exhibit, Marks } from './decisive.ts';

/** A place in `Packed.texts`. */
type TextIndex = number;

export interface PackedExchange {
  id: string;
  by: TextIndex;
  method: TextIndex;
  url: TextIndex;
  /** A place in `Packed.headers`. */
  headers: number;
  /** -1 when it was left out. */
  body?: TextIndex;
  status?: number;
  responseHeaders?: number;
  responseBody?: TextIndex;
  truncated?: true;
  failure?: TextIndex;
  durationMs: number;
}

/** What the script of the page reads. */
export interface Packed {
  texts: string[];
  /** Lists of header lines: name, value, name, value … */
  headers: TextIndex[][];
  exchanges: PackedExchange[];
  /** By group: exchange, label, marks. */
  exhibits: [exchange: number, label: string, marks: Marks][][];
}

export interface PackLimits {
  /** Characters of all bodies together. */
  bodies: number;
  /** Characters of one body. */
  body: number;
}

const PACK_LIMITS: PackLimits = { bodies: 2_600_000, body: 64_000 };
/** Characters of an address or a header line. */
const LINE_LIMIT = 8_000;

/**
 * Packs groups of exhibits: those of each check, and of the flow.
 *
 * @param important The groups that are the last to lose their bodies.
 */
export function pack(
  groups: readonly Exhibit[][],
  important: readonly number[],
  limits = PACK_LIMITS,
): Packed {
  const texts = interning<string>((text) => text);
  const headers = interning<TextIndex[]>((list) => list.join());
  const line = (text: string) => texts.place(cut(text, LINE_LIMIT));
  const lines = (list: HeaderLine[]) => headers.place(list.flat().map(line));
  let left = limits.bodies;
  const body = (text: string): TextIndex => {
    if (texts.has(text)) return texts.place(text);
    if (text.length > left || text.length > limits.body) return -1;
    left -= text.length;
    return texts.place(text);
  };
  const places = new Map<string, number>();
  const exchanges: PackedExchange[] = [];
  const add = (exchange: Exchange): number => {
    const known = places.get(exchange.id);
    if (known !== undefined) return known;
    const { request, response, failure, timing } = exchange;
    places.set(exchange.id, exchanges.length);
    exchanges.push({
      id: exchange.id,
      by: line(exchange.by),
      method: line(request.method),
      url: line(request.url),
      headers: lines(request.headers),
      ...(request.body !== undefined && { body: body(request.body) }),
      ...(response !== undefined && {
        status: response.status,
        responseHeaders: lines(response.headers),
        responseBody: body(response.body),
        ...(response.truncated === true && { truncated: true as const }),
      }),
      ...(failure !== undefined && { failure: line(`${failure.kind}: ${failure.message}`) }),
      durationMs: timing.durationMs,
    });
    return exchanges.length - 1;
  };
  for (const index of important) groups[index]?.forEach(({ exchange }) => add(exchange));
  const exhibits = groups.map((list) =>
    list.map(({ exchange, label, marks }): [number, string, Marks] => [add(exchange), label, marks]),
  );
  return { texts: texts.all, headers: headers.all, exchanges, exhibits };
}

/** The beginning of a text that is too long for a page. */
export function cut(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit)} … (cut here; report.json has all of it)`;
}

function interning<T>(key: (item: T) => string) {
  const places = new Map<string, number>();
  const all: T[] = [];
  return {
    all,
    has: (item: T) => places.has(key(item)),
    place(item: T): number {
      const known = places.get(key(item));
      if (known !== undefined) return known;
      places.set(key(item), all.length);
      return all.push(item) - 1;
    },
  };
}

/**
 * JSON that may stand inside a script element: no character in it can end the element or begin a comment, or turn the
 * text around it for who reads the source.
 */
export function jsonForScript(data: object): string {
  return JSON.stringify(data).replace(
    /[<>&\u007F-\u009F\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
