/** One parameter of a challenge. */
export interface Parameter {
  name: string;
  /** The value, unquoted. */
  value: string;
  quoted: boolean;
  /** The value as it stood in the line, with its quotes. */
  raw: string;
}

/** One challenge: a scheme with either a token68 or parameters (RFC 9110 §11.3). */
export interface Challenge {
  /** Empty when parameters stood in the line before any scheme. */
  scheme: string;
  token68?: string;
  parameters: Parameter[];
}

/** One way in which a line departs from the grammar of RFC 9110 §11.6.1. */
export interface Problem {
  kind:
    | 'unquoted-value'
    | 'empty-value'
    | 'missing-comma'
    | 'unclosed-quote'
    | 'stray-text'
    | 'token68-with-parameters'
    | 'parameter-without-scheme'
    | 'duplicate-parameter'
    | 'bad-whitespace'
    | 'bad-character'
    | 'no-challenge';
  /** Index of the header line. */
  line: number;
  /** Where in the line it begins, in characters from 0. */
  offset: number;
  /** The text in question, shortened. */
  text: string;
  /** One sentence for a person. */
  message: string;
}

const TOKEN = /[!#$%&'*+\-.^_`|~0-9A-Za-z]+/y;
const TOKEN68 = /([A-Za-z0-9\-._~+/]+=*)(?=[ \t]*(?:,|$))/y;
const WHITESPACE = /[ \t]*/y;
const PARAMETER_AHEAD = /[ \t]*=(?!=)/y;
const SCHEME_AHEAD = /[ \t]+[!#$%&'*+\-.^_`|~0-9A-Za-z]+[ \t]*=(?!=)/y;
const KNOWN_SCHEMES = new Set([
  'basic',
  'bearer',
  'digest',
  'dpop',
  'gnap',
  'hoba',
  'mutual',
  'negotiate',
  'ntlm',
]);
// RFC 9110 §5.6.4: HTAB, SP, visible characters and obs-text may stand between the quotes.
const UNQUOTABLE = /[\x00-\x08\x0a-\x1f\x7f]/;
const SHOWN_CHARACTERS = 60;

interface Scanner {
  readonly text: string;
  at: number;
  readonly challenges: Challenge[];
  report(kind: Problem['kind'], offset: number, text: string, message: string): void;
}

/** Reads one header line. Never throws, and never takes more than a pass over the line. */
export function scanLine(text: string, line: number): { challenges: Challenge[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const scanner: Scanner = {
    text,
    at: 0,
    challenges: [],
    report: (kind, offset, what, message) =>
      problems.push({ kind, line, offset, text: shorten(what), message }),
  };
  let afterComma = true;
  for (;;) {
    skipWhitespace(scanner);
    if (scanner.at >= text.length) break;
    if (text[scanner.at] === ',') {
      scanner.at += 1;
      afterComma = true;
      continue;
    }
    readElement(scanner, afterComma);
    afterComma = false;
  }
  if (scanner.challenges.length === 0) {
    scanner.report('no-challenge', 0, text, 'The line holds no challenge.');
  }
  return { challenges: scanner.challenges, problems };
}

/** Reads what stands between two commas, or what should. */
function readElement(scanner: Scanner, afterComma: boolean): void {
  const start = scanner.at;
  const name = take(scanner, TOKEN);
  if (name === '') return skipStray(scanner, start);
  if (looksAt(scanner, PARAMETER_AHEAD)) {
    if (!afterComma && !opensChallenge(scanner)) reportMissingComma(scanner, start, name);
    return readParameter(scanner, name, start);
  }
  if (afterComma) return readChallenge(scanner, name);
  if (KNOWN_SCHEMES.has(name.toLowerCase()) || looksAt(scanner, SCHEME_AHEAD)) {
    reportMissingComma(scanner, start, name);
    return readChallenge(scanner, name);
  }
  skipStray(scanner, start);
}

/** True when the last challenge waits for its first parameter, so that no comma is due. */
function opensChallenge({ challenges }: Scanner): boolean {
  const last = challenges.at(-1);
  return last !== undefined && last.token68 === undefined && last.parameters.length === 0;
}

function readChallenge(scanner: Scanner, scheme: string): void {
  const challenge: Challenge = { scheme, parameters: [] };
  scanner.challenges.push(challenge);
  const gapAt = scanner.at;
  const gap = take(scanner, WHITESPACE);
  const next = scanner.text[scanner.at];
  if (next === undefined) return;
  if (gap.includes('\t')) {
    scanner.report(
      'bad-whitespace',
      gapAt,
      gap,
      `A tab separates ${scheme} from what follows; only spaces may.`,
    );
  }
  if (next === ',') {
    // "Bearer , a=b" is a list that begins with an empty element; "Bearer, a=b" are two list elements.
    if (gap === '') reportCommaAfterScheme(scanner, scheme);
    return;
  }
  if (gap === '') return skipStray(scanner, scanner.at);
  const token68 = take(scanner, TOKEN68);
  if (token68 !== '') challenge.token68 = token68;
}

function reportCommaAfterScheme(scanner: Scanner, scheme: string): void {
  const ahead = /,[ \t,]*([!#$%&'*+\-.^_`|~0-9A-Za-z]+)[ \t]*=(?!=)/y;
  ahead.lastIndex = scanner.at;
  if (ahead.test(scanner.text)) {
    scanner.report(
      'stray-text',
      scanner.at,
      ',',
      `A comma follows the scheme ${scheme} directly, which ends its challenge before the parameters.`,
    );
  }
}

function readParameter(scanner: Scanner, name: string, start: number): void {
  take(scanner, PARAMETER_AHEAD);
  take(scanner, WHITESPACE);
  const challenge = challengeFor(scanner, name, start);
  const value = scanner.text[scanner.at] === '"' ? readQuoted(scanner, name) : readUnquoted(scanner, name);
  if (challenge.parameters.some((other) => other.name.toLowerCase() === name.toLowerCase())) {
    scanner.report(
      'duplicate-parameter',
      start,
      name,
      `The parameter ${name} occurs twice in one challenge.`,
    );
  }
  challenge.parameters.push({ name, ...value });
}

/** The challenge that a parameter belongs to, made up when there is none. */
function challengeFor(scanner: Scanner, name: string, start: number): Challenge {
  const last = scanner.challenges.at(-1);
  if (last === undefined) {
    scanner.report(
      'parameter-without-scheme',
      start,
      name,
      `The parameter ${name} stands before any scheme.`,
    );
    const challenge: Challenge = { scheme: '', parameters: [] };
    scanner.challenges.push(challenge);
    return challenge;
  }
  const empty = /^([^/=]+)=$/.exec(last.token68 ?? '')?.[1];
  if (empty !== undefined) {
    // By the grammar "a=" is a token68; a parameter behind it shows that a parameter was meant.
    delete last.token68;
    last.parameters.push({ name: empty, value: '', quoted: false, raw: '' });
    scanner.report('empty-value', start, `${empty}=`, `The parameter ${empty} has no value.`);
    return last;
  }
  if (last.token68 !== undefined && last.parameters.length === 0) {
    const message = `The challenge ${last.scheme} has a token68 and then the parameter ${name}; it may have only one kind.`;
    scanner.report('token68-with-parameters', start, name, message);
  }
  return last;
}

type Value = Omit<Parameter, 'name'>;

function readQuoted(scanner: Scanner, name: string): Value {
  const { text, at: start } = scanner;
  let end = start + 1;
  while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
  if (end >= text.length) return unclosed(scanner, name, text.length);
  const swallowed = swallowedEnd(text, start, end);
  if (swallowed !== undefined) return unclosed(scanner, name, swallowed);
  scanner.at = end + 1;
  return quotedValue(scanner, name, text.slice(start, end + 1), text.slice(start + 1, end));
}

/**
 * Finds where a string should have ended whose closing quote is really the opening one of a later parameter:
 * in `a="x, b="y"` the first string reads `x, b=` and text follows it directly.
 */
function swallowedEnd(text: string, start: number, end: number): number | undefined {
  const next = text[end + 1];
  if (next === undefined || /[ \t,]/.test(next)) return undefined;
  const match = /,[ \t]*[!#$%&'*+\-.^_`|~0-9A-Za-z]+=$/.exec(text.slice(start + 1, end));
  return match === null ? undefined : start + 1 + match.index;
}

function unclosed(scanner: Scanner, name: string, end: number): Value {
  const { text, at: start } = scanner;
  const raw = text.slice(start, end);
  scanner.report('unclosed-quote', start, raw, `The quote that opens the value of ${name} is never closed.`);
  scanner.at = end;
  return quotedValue(scanner, name, raw, raw.slice(1));
}

function quotedValue(scanner: Scanner, name: string, raw: string, inner: string): Value {
  const bad = UNQUOTABLE.exec(raw);
  if (bad !== null) {
    scanner.report('bad-character', scanner.at, raw, `The value of ${name} holds a control character.`);
  }
  return { value: inner.replace(/\\([\s\S])/g, '$1'), quoted: true, raw };
}

/** An unquoted value must be a token (RFC 9110 §11.2). A URL isn't: read it up to the next space or comma. */
function readUnquoted(scanner: Scanner, name: string): Value {
  const { text, at: start } = scanner;
  const token = take(scanner, TOKEN);
  const next = text[scanner.at];
  if (next === undefined || /[ \t,]/.test(next)) {
    if (token === '') scanner.report('empty-value', start, `${name}=`, `The parameter ${name} has no value.`);
    return { value: token, quoted: false, raw: token };
  }
  const raw = token + take(scanner, /[^ \t,]*/y);
  const message = `The value of ${name} is not in quotes, though it holds ${JSON.stringify(next)}, which a token may not.`;
  scanner.report('unquoted-value', start, raw, message);
  const inner = /^'(.*)'$/.exec(raw)?.[1] ?? raw;
  return { value: inner, quoted: false, raw };
}

/** Skips text that has no place in the grammar, up to a comma or space outside quotes. */
function skipStray(scanner: Scanner, start: number): void {
  scanner.at = start;
  const stray = take(scanner, /(?:"(?:[^"\\]|\\[\s\S])*"|[^ \t,])+/y);
  scanner.report('stray-text', start, stray, 'This text is neither a scheme nor a parameter.');
}

function reportMissingComma(scanner: Scanner, offset: number, name: string): void {
  scanner.report('missing-comma', offset, name, `No comma stands before ${name}.`);
}

function skipWhitespace(scanner: Scanner): void {
  take(scanner, WHITESPACE);
}

function take(scanner: Scanner, pattern: RegExp): string {
  pattern.lastIndex = scanner.at;
  const found = pattern.exec(scanner.text)?.[0] ?? '';
  scanner.at += found.length;
  return found;
}

function looksAt(scanner: Scanner, pattern: RegExp): boolean {
  pattern.lastIndex = scanner.at;
  return pattern.test(scanner.text);
}

function shorten(text: string): string {
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
}
