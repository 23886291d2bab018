import { createHmac, randomBytes } from 'node:crypto';
import type { Exchange, HeaderLine } from '../contract.ts';
import { headerOf } from './headers.ts';
import {
  decodeEntities,
  decodeJsonEscapes,
  decodePercent,
  visitHeader,
  visitText,
  type Visit,
} from './positions.ts';
import { createReplacer, SHORTEST } from './replace.ts';

/** A request or a response, as far as secrets may stand in it. */
export interface Passing {
  url?: string | URL;
  headers?: readonly HeaderLine[];
  body?: string | undefined;
}

/**
 * Replaces secrets by pseudonyms such as `‹access_token:3f9a12›`. The key lives as long as the run: equal secrets get
 * equal pseudonyms within it, and nobody can test a guess against a published report.
 */
export interface Redactor {
  /** Makes a value known as secret. It is then replaced wherever it occurs; one under 6 characters only in its place. */
  learn(kind: string, secret: string): void;
  /** Learns the secrets of what passes: credentials, cookies, sessions, and members and parameters by their names. */
  learnFrom(passing: Passing): void;
  text(text: string): string;
  /** The same for a text that only we have heard, such as a log: learns from it first. */
  heard(text: string): string;
  headers(lines: readonly HeaderLine[]): HeaderLine[];
  url(url: string | URL): string;
  body(text: string, contentType?: string, truncated?: boolean): string;
  /** Learns from an exchange and gives it without secrets. Doing it again changes nothing. */
  exchange(exchange: Exchange): Exchange;
  /** Replaces in an exchange that `exchange` gave what has become known since. */
  again(exchange: Exchange): Exchange;
}

/** @param key HMAC key of the run; random by default. */
export function createRedactor(key: Uint8Array = randomBytes(32)): Redactor {
  const known = createReplacer();
  const book = createBook(key);
  const visitLine = rememberingQuiet(visitHeader, ([name, value]) => `${name}:${value}`);
  const visitUrl = rememberingQuiet(visitText, (url) => url);

  const learn = (kind: string, secret: string, isGuess: boolean): void => {
    const pseudonym = book.pseudonym(kind, secret);
    if (secret.length < SHORTEST || (isGuess && isCommon(secret))) return;
    const isWord = WORDS.test(secret) || /^\d+$/.test(secret);
    for (const variant of variantsOf(secret)) known.add(variant, pseudonym, isWord);
    for (const [part, value] of partsOf(kind, secret)) learn(part, value, true);
  };
  const note: Visit = (kind, secret, raw) => {
    if (!book.isPseudonym(secret)) learn(kind, secret, true);
    return raw;
  };
  const replace: Visit = (kind, secret, raw) => {
    return book.isPseudonym(secret) ? raw : book.pseudonym(kind, secret);
  };
  const everywhere = (text: string) => replaceEncoded(known.replace(text), (plain) => known.replace(plain));
  const trimmed = (clean: string, truncated: boolean) => (truncated ? known.trimEnd(clean, '‹cut›') : clean);
  const body = (text: string, contentType = '', truncated = false) =>
    trimmed(everywhere(visitText(text, replace, isForm(contentType))), truncated);

  const redactor: Redactor = {
    learn: (kind, secret) => learn(kind, secret, false),
    learnFrom({ url, headers = [], body }) {
      for (const line of headers) visitLine(line, note);
      if (url !== undefined) visitUrl(String(url), note);
      if (body !== undefined) visitText(body, note, isForm(headerOf(headers, 'content-type') ?? ''));
    },
    text: (text) => everywhere(visitText(text, replace)),
    heard(text) {
      redactor.learnFrom({ body: text });
      return redactor.text(text);
    },
    headers: (lines) =>
      lines.map((line) => {
        const [name, value] = visitLine(line, replace);
        return [everywhere(name), everywhere(value)];
      }),
    url: (url) => everywhere(visitUrl(String(url), replace)),
    body,
    exchange(exchange) {
      const { request, response } = exchange;
      redactor.learnFrom(request);
      if (response !== undefined) redactor.learnFrom(response);
      return rewritten(exchange, redactor);
    },
    again: (exchange) =>
      rewritten(exchange, {
        text: everywhere,
        url: (url) => everywhere(String(url)),
        headers: (lines) => lines.map(([name, value]) => [everywhere(name), everywhere(value)]),
        body: (text, _contentType, truncated = false) => trimmed(everywhere(text), truncated),
      }),
  };
  return redactor;
}

/** So many, of at most so many characters. */
const QUIET = 5_000;
const QUIET_LENGTH = 300;

/** Header lines and URLs come again and again: where one has no place for a secret it need not be looked at twice. */
function rememberingQuiet<T>(
  visitPlaces: (place: T, visit: Visit) => T,
  keyOf: (place: T) => string,
): (place: T, visit: Visit) => T {
  const quiet = new Set<string>();
  return (place, visit) => {
    const key = keyOf(place);
    if (quiet.has(key)) return place;
    let isQuiet = quiet.size < QUIET && key.length <= QUIET_LENGTH;
    const visited = visitPlaces(place, (...found) => {
      isQuiet = false;
      return visit(...found);
    });
    if (isQuiet) quiet.add(key);
    return visited;
  };
}

/** The exchange with each of its texts replaced. */
function rewritten(
  exchange: Exchange,
  { text, url, headers, body }: Pick<Redactor, 'text' | 'url' | 'headers' | 'body'>,
): Exchange {
  const { request, response, failure } = exchange;
  return {
    ...exchange,
    request: {
      method: text(request.method),
      url: url(request.url),
      headers: headers(request.headers),
      ...(request.body === undefined
        ? {}
        : { body: body(request.body, headerOf(request.headers, 'content-type')) }),
    },
    ...(response === undefined
      ? {}
      : {
          response: {
            ...response,
            headers: headers(response.headers),
            body: body(response.body, headerOf(response.headers, 'content-type'), response.truncated),
          },
        }),
    ...(failure === undefined ? {} : { failure: { ...failure, message: text(failure.message) } }),
  };
}

/** Remembers the pseudonym of each secret. */
function createBook(key: Uint8Array): {
  pseudonym(kind: string, secret: string): string;
  isPseudonym(text: string): boolean;
} {
  const bySecret = new Map<string, string>();
  const taken = new Set<string>();
  return {
    pseudonym(kind, secret) {
      const known = bySecret.get(secret);
      if (known !== undefined) return known;
      const digest = createHmac('sha256', key).update(secret).digest('hex');
      // Six digits are readable; two secrets that share them get more.
      let length = 6;
      while (taken.has(digest.slice(0, length)) && length < digest.length) length += 2;
      taken.add(digest.slice(0, length));
      const pseudonym = `‹${kind}:${digest.slice(0, length)}›`;
      bySecret.set(secret, pseudonym);
      taken.add(pseudonym);
      return pseudonym;
    },
    isPseudonym: (text) => taken.has(text) && text.startsWith('‹'),
  };
}

const WORDS = /^[A-Za-z]*(?:[-_. ][A-Za-z]+)*$/;

/** What stands where a secret belongs and may yet be an everyday word, number or address: replaced only there. */
function isCommon(secret: string): boolean {
  return (
    secret.length < 8 ||
    (secret.length < 24 && WORDS.test(secret)) ||
    (secret.length < 12 && /^\d+$/.test(secret)) ||
    /^https?:\/\//i.test(secret)
  );
}

/** The spellings under which a secret may come back. */
function variantsOf(secret: string): Set<string> {
  const bytes = Buffer.from(secret);
  const encoded = [
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    ...insideBase64(bytes),
  ];
  // Nearly every token: no encoding but these changes it.
  if (/^[\w.-]*$/.test(secret)) return new Set([secret, ...encoded]);
  const percent = attempt(() => encodeURIComponent(secret)) ?? secret;
  const form = new URLSearchParams({ '': secret }).toString().slice(1);
  const json = JSON.stringify(secret).slice(1, -1);
  const html = secret.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
  const named = secret
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
  return new Set([
    secret,
    percent,
    form,
    json,
    json.replaceAll('/', '\\/'),
    JSON.stringify(json).slice(1, -1),
    html,
    named,
    named.replaceAll("'", '&#39;'),
    ...encoded,
  ]);
}

/** Longer ones are not looked for inside of what is encoded. */
const LONGEST_INSIDE = 4_096;
const SHORTEST_INSIDE = 10;

/** How base64 of a text writes a secret in its midst: by where it begins, as three bytes make four characters. */
function insideBase64(secret: Buffer): string[] {
  if (secret.length > LONGEST_INSIDE) return [];
  const runs = [0, 1, 2].flatMap((offset) => {
    const whole = Buffer.concat([Buffer.alloc(offset), secret]);
    // The characters at the ends hold bits of what stands beside the secret.
    const [from, to] = [Math.ceil((offset * 4) / 3), Math.floor((whole.length * 4) / 3)];
    return [whole.toString('base64'), whole.toString('base64url')].map((text) => text.slice(from, to));
  });
  return runs.filter((run) => run.length >= SHORTEST_INSIDE);
}

/** The secrets inside a secret: the password of Basic credentials (RFC 7617 §2), the segments of a JWT (RFC 7515 §7.1). */
function partsOf(kind: string, secret: string): [kind: string, secret: string][] {
  if (kind === 'basic_credentials') {
    const plain = Buffer.from(secret, 'base64').toString('utf8');
    const password = plain.slice(plain.indexOf(':') + 1);
    if (!plain.includes(':') || password === '') return [];
    return [
      ['basic_credentials', plain],
      ['client_secret', decodePercent(password)],
      ['client_secret', password],
    ];
  }
  // One line of a key in a log tells of it too.
  if (kind === 'private_key') {
    const lines = secret.split(/(?:\\+[nr]|\s)+/);
    return lines.length > 1 ? lines.flatMap((line) => segment(kind, line)) : [];
  }
  const [, payload, signature] = /^eyJ[\w-]*\.([\w-]*)\.([\w-]*)$/.exec(secret) ?? [];
  return [...segment(`${kind}_payload`, payload), ...segment(`${kind}_signature`, signature)];
}

const SHORTEST_SEGMENT = 10;

function segment(kind: string, value: string | undefined): [string, string][] {
  return value === undefined || value.length < SHORTEST_SEGMENT ? [] : [[kind, value]];
}

/** Replaces in what reads as a secret only when it is decoded; leaves everything else as it was written. */
function replaceEncoded(text: string, replace: (plain: string) => string): string {
  const layers: [mark: string, run: RegExp, decode: (run: string) => string][] = [
    ['%', /[^\s"<>]+/g, decodePercent],
    ['\\', /[^\s"'<>]+/g, decodeJsonEscapes],
    ['&', /[^\s"'<>]+/g, decodeEntities],
  ];
  return layers.reduce((current, [mark, runs, decode]) => {
    if (!current.includes(mark)) return current;
    return current.replace(runs, (run) => {
      if (!run.includes(mark)) return run;
      const plain = decode(run);
      const twice = plain.includes('%') ? decodePercent(plain) : plain;
      const clean = [plain, twice].find((one) => replace(one) !== one);
      return clean === undefined ? run : replace(clean);
    });
  }, text);
}

function isForm(contentType: string): boolean {
  return contentType.toLowerCase().startsWith('application/x-www-form-urlencoded');
}

function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
