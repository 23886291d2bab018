import type { HeaderLine } from '../contract.ts';

/** A request, as far as a token may stand in it. */
export interface Carrier {
  /** The request target as sent: path and query. */
  target: string;
  headers: readonly HeaderLine[];
  body: string;
}

/** Two layers of encoding over the text itself: a token in Base64 inside a percent-encoded parameter, for instance. */
const LAYERS = 2;
/** Shorter runs hold no token that is worth the name. */
const SHORTEST = 16;

/**
 * The places of a request in which one of the tokens stands, in the words of a report: as it is, percent-encoded
 * (RFC 3986 §2.1), in Base64 of either alphabet (RFC 4648 §4, §5), or both. What a request for another token hands to
 * an authorization server in exchange (RFC 8693 §2.1, RFC 7523 §2.1) stands there by right.
 */
export function tokenPlaces({ target, headers, body }: Carrier, tokens: ReadonlySet<string>): string[] {
  const [path = '', ...query] = target.split('?');
  const fields = headers.map(([name, value]): [string, string] => [`the header field ${name}`, value]);
  const places: [place: string, text: string][] = [
    ['the path', path],
    ['the query', query.join('?')],
    ...fields,
    ['the body', withoutExchanged(body)],
  ];
  const found = places.filter(([, text]) => carries(text, tokens)).map(([place]) => place);
  return [...new Set(found)];
}

/** True when a token stands in the text, under whatever encoding. */
export function carries(text: string, tokens: ReadonlySet<string>): boolean {
  const wanted = [...tokens].filter((token) => token.length >= SHORTEST && token.length <= text.length);
  if (wanted.length === 0) return false;
  return readings(text, LAYERS).some((reading) => wanted.some((token) => reading.includes(token)));
}

/** What stands for a text that holds a token under an encoding. */
const BLANK = '‹a token, encoded›';

/** The request with a blank for each text that holds a token under an encoding, where no redactor would find it. */
export function blankEncoded<C extends Carrier>(carrier: C, tokens: ReadonlySet<string>): C {
  const blank = (text: string) => {
    const rest = [...tokens].reduce((left, token) => left.replaceAll(token, ''), text);
    return carries(rest, tokens) ? BLANK : text;
  };
  const target = blank(carrier.target);
  return {
    ...carrier,
    target: target === BLANK ? `/${BLANK}` : target,
    headers: carrier.headers.map(([name, value]): HeaderLine => [name, blank(value)]),
    body: blank(carrier.body),
  };
}

/** The text, and what it says once decoded. */
function readings(text: string, layers: number): string[] {
  if (layers === 0) return [text];
  const decoded = [...percentDecoded(text), ...unescaped(text), ...base64Decoded(text)];
  return [text, ...decoded.flatMap((one) => readings(one, layers - 1))];
}

function percentDecoded(text: string): string[] {
  if (!text.includes('%')) return [];
  return [text.replaceAll(/(?:%[0-9A-Fa-f]{2})+/g, (run) => bytesOf(run).toString('utf8'))];
}

function bytesOf(run: string): Buffer {
  return Buffer.from(run.replaceAll('%', ''), 'hex');
}

/** JSON writers may put a backslash before a slash (RFC 8259 §7). */
function unescaped(text: string): string[] {
  return text.includes('\\/') ? [text.replaceAll('\\/', '/')] : [];
}

function base64Decoded(text: string): string[] {
  const runs = text.match(/[\w+/-]{16,}/g) ?? [];
  return runs.map((run) => Buffer.from(run, 'base64').toString('latin1'));
}

const EXCHANGES: readonly unknown[] = [
  'urn:ietf:params:oauth:grant-type:token-exchange',
  'urn:ietf:params:oauth:grant-type:jwt-bearer',
];
const EXCHANGED = ['subject_token', 'actor_token', 'assertion'];

/** The body of a token request without the tokens that it gives in exchange; any other body as it is. */
function withoutExchanged(body: string): string {
  const parameters = parametersOf(body);
  if (!EXCHANGES.includes(parameters['grant_type'])) return body;
  const others = Object.entries(parameters).filter(([name]) => !EXCHANGED.includes(name));
  return JSON.stringify(others);
}

/** Of a form as RFC 6749 wants it, or of the JSON that some authorization servers take as well. */
function parametersOf(body: string): Record<string, unknown> {
  if (!body.trimStart().startsWith('{')) return Object.fromEntries(new URLSearchParams(body));
  try {
    return JSON.parse(body) as Record<string, unknown>;
  } catch {
    return {};
  }
}
