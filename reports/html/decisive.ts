/**
 * Which part of an exchange decided. A judge tells in words what it expected and saw; the fields, numbers and members
 * that these words name are looked up in the exchange.
 */
import type { CheckResult, Exchange, HeaderLine, Json } from '../../harness/contract.ts';

/** What to mark in one exchange. */
export interface Marks {
  /** The status line of the response. */
  status?: true;
  /** Header lines, by their place. */
  request?: number[];
  response?: number[];
  /** Fields that the response lacks, though the words name them. */
  missing?: string[];
  /** Texts to mark wherever they stand in an address or a body. */
  words?: string[];
}

/** One exchange of a check: what the check calls it, and what to mark. */
export interface Exhibit {
  exchange: Exchange;
  label: string;
  marks: Marks;
}

const judged = new Set(['fail', 'warn']);
/** Names that say no more than that there was an exchange. */
const plainNames = new Set(['exchange', 'exchanges', 'traffic', 'answer', 'answers', 'all', 'seen']);

/** The exchanges of a check in the order of its evidence, with what it calls them and what decided. */
export function exhibitsOf(check: CheckResult, evidence: readonly Exchange[]): Exhibit[] {
  const labels = labelsOf(check, evidence);
  const words = wordsOf(check);
  const exhibits = evidence.map((exchange, index) => ({ exchange, label: labels[index] ?? '' }));
  // Where the words name one of them, the others did not decide.
  const named = exhibits.filter(({ label }) => label.includes(' ') && check.actual?.includes(label));
  const deciding = (named.length > 0 ? named : exhibits).filter(({ label }) => !isControl(label));
  const marked = exhibits.map((exhibit) => ({
    ...exhibit,
    marks: deciding.some(({ exchange }) => exchange === exhibit.exchange)
      ? marksOf(words, exhibit.exchange)
      : {},
  }));
  // Words that name nothing on the wire still speak of an answer.
  const speaksOfAnswers = marked.every(({ marks }) => Object.keys(marks).length === 0);
  if (!judged.has(check.outcome) || !speaksOfAnswers) return marked;
  return marked.map((exhibit) =>
    deciding.some(({ exchange }) => exchange === exhibit.exchange)
      ? { ...exhibit, marks: { status: true } }
      : exhibit,
  );
}

const isControl = (label: string) => label === 'control' || label === 'a good request';

/** What the check calls each exchange: by the name of its exhibit, or by `what` it tried in turn. */
function labelsOf({ exhibits = {} }: CheckResult, evidence: readonly Exchange[]): string[] {
  const told = whatOf(exhibits);
  if (told.length === evidence.length) return told;
  const labels = new Map<Json, string>();
  const name = (id: Json | undefined, label: string) => {
    if (id !== undefined && !labels.has(id)) labels.set(id, label);
  };
  for (const [key, value] of Object.entries(exhibits)) {
    if (plainNames.has(key)) continue;
    const label = key.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
    if (Array.isArray(value)) value.forEach((id, index) => name(id, `${label} ${index + 1}`));
    else if (typeof value === 'object' && value !== null) name(value['exchange'], label);
    else name(value, label);
  }
  return evidence.map(({ id }) => labels.get(id) ?? '');
}

/** What was tried, in the order of trying. */
function whatOf(exhibits: Record<string, Json>): string[] {
  return Object.values(exhibits)
    .flat()
    .flatMap((value) =>
      typeof value === 'object' &&
      value !== null &&
      !Array.isArray(value) &&
      typeof value['what'] === 'string'
        ? [value['what']]
        : [],
    );
}

interface Words {
  /** Names of the fields that are spoken of, in lower case. */
  ofRequest: ReadonlySet<string>;
  ofResponse: ReadonlySet<string>;
  numbers: Set<string>;
  /** Members and parameters, and what stands in quotation marks. */
  terms: string[];
  tellsOfAbsence: boolean;
}

function wordsOf({ title, expected = '', actual = '', outcome }: CheckResult): Words {
  const found = judged.has(outcome) ? actual : title;
  const text = `${title}\n${expected}\n${actual}`;
  const quoted = [...text.matchAll(/["`“]([^"`”\n]{4,80})["`”]/g)].map((match) => match[1] ?? '');
  const members = text.match(/\b[a-z][a-z0-9]*(?:_[a-z0-9]+)+\b/g) ?? [];
  return {
    ofRequest: fieldsIn(text, requestFields),
    ofResponse: fieldsIn(text, responseFields),
    numbers: new Set(found.match(/\b[1-5]\d\d\b/g) ?? []),
    terms: [...new Set([...quoted, ...members])].slice(0, 12),
    tellsOfAbsence:
      judged.has(outcome) && /\b(?:no|none|without|absent|missing|lacks?|nothing)\b/i.test(actual),
  };
}

function marksOf(words: Words, { request, response }: Exchange): Marks {
  const inRequest = linesOf(words.ofRequest, request.headers);
  const inResponse = linesOf(words.ofResponse, response?.headers ?? []);
  const bodies = `${request.url}\n${request.body ?? ''}\n${response?.body ?? ''}`;
  const terms = words.terms.filter((term) => bodies.includes(term));
  const missing = response === undefined ? [] : missingFields(words, response.headers);
  return {
    ...(response !== undefined && words.numbers.has(String(response.status)) && { status: true as const }),
    ...(inRequest.length > 0 && { request: inRequest }),
    ...(inResponse.length > 0 && { response: inResponse }),
    ...(missing.length > 0 && { missing }),
    ...(terms.length > 0 && { words: terms }),
  };
}

/** Fields that judges speak of, by the words that they use. A word such as `host` says too little. */
const requestFields: Record<string, string> = {
  origin: 'origin',
  cookie: 'cookie',
  'mcp-protocol-version': 'mcp-protocol-version',
  'mcp-session-id': 'mcp-session-id',
};
const responseFields: Record<string, string> = {
  'www-authenticate': 'www-authenticate',
  challenge: 'www-authenticate',
  'retry-after': 'retry-after',
  'content-type': 'content-type',
  'cache-control': 'cache-control',
  location: 'location',
  redirect: 'location',
  'mcp-session-id': 'mcp-session-id',
  'set-cookie': 'set-cookie',
  'x-frame-options': 'x-frame-options',
  'content-security-policy': 'content-security-policy',
  'access-control-allow-origin': 'access-control-allow-origin',
  'access-control-expose-headers': 'access-control-expose-headers',
  'access-control-allow-credentials': 'access-control-allow-credentials',
};

function fieldsIn(text: string, fields: Record<string, string>): Set<string> {
  const named = Object.entries(fields).filter(([word]) =>
    new RegExp(`(?<![\\w-])${word}s?(?![\\w-])`, 'i').test(text),
  );
  return new Set(named.map(([, field]) => field));
}

function linesOf(fields: ReadonlySet<string>, headers: HeaderLine[]): number[] {
  return headers.flatMap(([name], index) => (fields.has(name.toLowerCase()) ? [index] : []));
}

function missingFields(words: Words, headers: HeaderLine[]): string[] {
  if (!words.tellsOfAbsence) return [];
  const present = new Set(headers.map(([name]) => name.toLowerCase()));
  const lacking = [...words.ofResponse].filter((field) => !present.has(field));
  // A redirect that is not there is told by the status.
  return lacking.filter((field) => field !== 'location').map(spelling);
}

function spelling(field: string): string {
  return field.replace(/(?<![a-z])[a-z]/g, (letter) => letter.toUpperCase()).replace('Www', 'WWW');
}
