/** Replaces in texts what differs from run to run though nothing has changed: times, ports, identifiers, pseudonyms. */

/** Replaces in one text; equal values get equal names, in the order in which they are met. */
export type NormaliseText = (text: string) => string;

/** The instant that stands for every other, as ISO 8601, HTTP date and Unix time. */
export const INSTANT = '2000-01-01T00:00:00.000Z';
const HTTP_INSTANT = 'Sat, 01 Jan 2000 00:00:00 GMT';
const UNIX_INSTANT = 946_684_800;

const FIRST_PORT = 10_001;
const YEAR_SECONDS = 366 * 24 * 60 * 60;

/** Of a run, or of a report that was normalised before. */
const PSEUDONYM = /‹([a-z0-9_]+):[0-9a-f]+›/g;
const ISO_TIME = /\b\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)/g;
const HTTP_TIME =
  /\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d GMT/g;
const UNIX_TIME = /(?<![\w.-])(\d{10})(\d{3})?(?![\w-]|\.\d)/g;
const UUID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi;
const PORT =
  /((?::|%3A)(?:\\*\/\\*\/|%2F%2F)(?:(?!%2F)[^\s/\\"'<>&])+?(?::|%3A)|(?:127\.\d+\.\d+\.\d+|localhost|\[::1\])(?::|%3A)|\bport )(\d{2,5})(?!\d)/gi;
const HERE = /(?:127\.\d+\.\d+\.\d+|0\.0\.0\.0|localhost|\[::1\]|%5B%3A%3A1%5D)(?::|%3A)$|^port $/i;
/** At other hosts one that nobody picks by hand: a free port, as a lookalike of a loopback host has it too. */
const FREE = /^[1-6]\d{4}$/;
/** A port in the name of a cookie, as those of several servers on one host are told apart. */
const PORT_IN_NAME = /(_)(\d{4,5})(?!\d)/g;
/** Parameters and members whose value a client or a server makes up anew each time. */
const MADE_UP =
  /\b(state|nonce|jti|code_challenge|client_id|request_uri|sid|kid|trace_?id|request_?id)(=|%3D|\\*"\s*:\s*\\*")(?!https?\b)([^&\s"'\\<>#%‹›]{4,})/gi;
/** One that holds a time of whole seconds may be the same as the one before, or not: nothing follows from that. */
const REQUEST_STATE = /\b(requestState\\*"\s*:\s*\\*")([^"\\]+)/g;
/** By which a check finds again what it planted. */
const PROBE_MARK = /mcp[0-9a-f]{10}(?!\w)/g;
/** What tells one client of ours from another at an authorization server. */
const CLIENT_NAME = /(\bmcp-auth-conformance )([0-9a-f]{8})(?= \()/g;
const RPC_ID = /(\\*"id\\*"\s*:\s*)(\d+)(?=\s*[,}])/g;
const RUN = /(?:(?<=%[0-9A-F]{2})|(?<![\w‹:.%-]))[\w-]{16,}(?![\w›])/gi;
const ELAPSED = /\b(after|took|in) (\d+(?:\.\d+)?) (ms|s)\b/g;

/** Names for one check and its exchanges, so that what one check meets renames nothing in another. */
export interface TextNormaliser {
  text: NormaliseText;
  /** Forgets the ids of JSON-RPC messages, which tell only which answer belongs to which request. */
  nextExchange: () => void;
  /** What was given a name so far, in the order of appearance. */
  values: () => string[];
}

/** The ports of loopback hosts in some URLs. */
export function portsIn(urls: readonly string[]): Set<string> {
  return new Set(
    urls.flatMap((url) =>
      [...url.matchAll(PORT)].flatMap(([, before = '', value = '']) => (HERE.test(before) ? [value] : [])),
    ),
  );
}

/**
 * @param startedAt Of the run, ISO 8601: tells Unix times from other numbers.
 * @param ports Of the run, by which a port is known in the name of a cookie.
 */
export function createTextNormaliser(startedAt: string, ports: ReadonlySet<string>): TextNormaliser {
  const names = new Map<string, string>();
  const counts = new Map<string, number>();
  const rpcIds = new Map<string, string>();
  const nth = (kind: string): number => {
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    return count;
  };
  const nameOf = (kind: string, value: string, make: (count: number) => string): string => {
    const known = names.get(value);
    if (known !== undefined) return known;
    const name = make(nth(kind));
    names.set(value, name);
    return name;
  };
  const numbered = (kind: string, value: string) => nameOf(kind, value, (count) => `‹${kind}:${count}›`);
  const port = (value: string) => nameOf('port', `port ${value}`, (count) => String(FIRST_PORT + count - 1));
  const rpcId = (value: string) => {
    const known = rpcIds.get(value) ?? String(rpcIds.size + 1);
    rpcIds.set(value, known);
    return known;
  };
  const text: NormaliseText = (given) =>
    given
      .replace(REQUEST_STATE, '$1‹request_state›')
      .replace(PSEUDONYM, (whole, kind: string) => numbered(kind, whole))
      .replace(ISO_TIME, INSTANT)
      .replace(HTTP_TIME, HTTP_INSTANT)
      .replace(UUID, (value) => numbered('uuid', value.toLowerCase()))
      .replace(PORT, (whole, before: string, value: string) =>
        HERE.test(before) || FREE.test(value) ? before + port(value) : whole,
      )
      .replace(PORT_IN_NAME, (whole, before: string, value: string) =>
        ports.has(value) || names.has(`port ${value}`) ? before + port(value) : whole,
      )
      .replace(UNIX_TIME, (whole, seconds: string, rest?: string) =>
        isNear(Number(seconds), startedAt) ? String(UNIX_INSTANT) + (rest === undefined ? '' : '000') : whole,
      )
      .replace(MADE_UP, (whole, name: string, between: string, value: string) =>
        value === INSTANT ? whole : name + between + numbered(name.toLowerCase(), value),
      )
      .replace(CLIENT_NAME, (_, before: string, value: string) => before + numbered('id', value))
      .replace(RPC_ID, (_, before: string, value: string) => before + rpcId(value))
      .replace(RUN, (value) => (isRandom(value) ? numbered('id', value) : value))
      .replace(PROBE_MARK, (value) => numbered('id', value))
      .replace(ELAPSED, '$1 0 $3');
  return { text, nextExchange: () => rpcIds.clear(), values: () => [...names.keys()] };
}

/** A number as it stands, or the fixed instant where it is a time near the run. */
export function normaliseNumber(value: number, startedAt: string): number {
  if (isNear(value, startedAt)) return UNIX_INSTANT;
  return isNear(value / 1000, startedAt) ? UNIX_INSTANT * 1000 : value;
}

function isNear(seconds: number, startedAt: string): boolean {
  const started = Date.parse(startedAt) / 1000;
  return Math.abs(seconds - started) < YEAR_SECONDS;
}

/** Whether a run of letters and digits was drawn at random: words, versions and dates were not. */
function isRandom(run: string): boolean {
  const changes = run.match(/[A-Za-z](?=\d)|\d(?=[A-Za-z])/g)?.length ?? 0;
  // Digits alone may be a number of JSON, which has to remain one.
  return changes >= 3 || /[A-Za-z_-]\d{12}/.test(run);
}
