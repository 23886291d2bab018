import { createHmac, randomBytes } from 'node:crypto';
import { newest } from '../newest.ts';
import type { HeaderLine } from '../traffic.ts';

/** Parameters and members whose value is a secret, and what to call it. */
const secretNames = new Map<string, string>([
  ...['client_secret', 'code', 'code_verifier', 'refresh_token', 'access_token', 'id_token'].map(
    (name) => [name, name] as const,
  ),
  ...['assertion', 'client_assertion', 'subject_token', 'actor_token'].map((name) => [name, name] as const),
  ...['password', 'otp', 'form_token', 'id_token_hint', 'registration_access_token'].map(
    (name) => [name, name] as const,
  ),
  ['token', 'access_token'],
  ['secret', 'client_secret'],
  ['plain_secret', 'client_secret'],
]);

const jwt = /\beyJ[\w-]+\.[\w-]*\.[\w-]*/g;
const formToken = /(name="form_token" value=")([^"]+)/g;

/**
 * Replaces secrets by pseudonyms such as `‹access_token:3f9a12c4›`: equal secrets get equal ones, wherever they stand and
 * as long as the console runs.
 */
export interface Redactor {
  pseudonym(kind: string, secret: string): string;
  /** A path with query, or a URL. */
  target(target: string): string;
  headers(lines: readonly HeaderLine[]): HeaderLine[];
  body(text: string): string;
}

/** A redactor with a key of its own. */
export function createRedactor(key: Uint8Array = randomBytes(32)): Redactor {
  // A token is first seen where its kind is known best; it keeps that name.
  const kinds = newest<{ kind: string }>(20_000);

  const pseudonym = (kind: string, secret: string): string => {
    const hash = createHmac('sha256', key).update(secret).digest('hex').slice(0, 8);
    const known = kinds.get(hash) ?? { kind };
    kinds.set(hash, known);
    return `‹${known.kind}:${hash}›`;
  };
  const jwts = (text: string): string => text.replaceAll(jwt, (token) => pseudonym('access_token', token));
  const parameters = (text: string): string =>
    text
      .split('&')
      .map((pair) => {
        const [name = '', ...rest] = pair.split('=');
        const kind = secretNames.get(decode(name));
        const value = rest.join('=');
        return kind === undefined || value === '' ? pair : `${name}=${pseudonym(kind, decode(value))}`;
      })
      .join('&');
  const target = (text: string): string => {
    const at = text.indexOf('?');
    return jwts(at === -1 ? text : `${text.slice(0, at)}?${parameters(text.slice(at + 1))}`);
  };
  const json = (value: unknown, name = ''): unknown => {
    const kind = secretNames.get(name);
    if (typeof value === 'string') return kind === undefined || value === '' ? value : pseudonym(kind, value);
    if (Array.isArray(value)) return value.map((item) => json(item, name));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([member, inner]) => [member, json(inner, member)]));
  };

  return {
    pseudonym,
    target,
    headers: (lines) =>
      lines.map(([name, value]) => [name, jwts(header(name, value, { pseudonym, target }))]),
    body: (text) => {
      const parsed = parse(text);
      if (parsed !== undefined) return jwts(JSON.stringify(json(parsed), null, 2));
      const isForm = /^[\w.-]+=[^\s<>{}]*$/.test(text);
      const plain = isForm ? parameters(text) : text;
      return jwts(
        plain.replaceAll(formToken, (_, lead: string, secret: string) => {
          return lead + pseudonym('form_token', secret);
        }),
      );
    },
  };
}

function header(
  name: string,
  value: string,
  { pseudonym, target }: Pick<Redactor, 'pseudonym' | 'target'>,
): string {
  switch (name.toLowerCase()) {
    case 'authorization':
      return credentials(value, pseudonym);
    case 'cookie':
      return value.replaceAll(/([^=;\s]+)=([^;]*)/g, (_, cookie: string, secret: string) => {
        return `${cookie}=${pseudonym('cookie', secret)}`;
      });
    case 'set-cookie':
      return value.replace(/^([^=;]+)=([^;]*)/, (_, cookie: string, secret: string) => {
        return secret === '' ? `${cookie}=` : `${cookie}=${pseudonym('cookie', secret)}`;
      });
    case 'mcp-session-id':
      return pseudonym('session', value);
    case 'location':
    case 'referer':
      return target(value);
    default:
      return value;
  }
}

/** The id of a client that authenticates stays readable (RFC 6749 §2.3.1). */
function credentials(value: string, pseudonym: Redactor['pseudonym']): string {
  const [scheme = '', secret = ''] = value.split(/ +(.*)/s);
  if (secret === '') return value === '' ? value : pseudonym('credentials', value);
  if (/^bearer$/i.test(scheme)) return `${scheme} ${pseudonym('access_token', secret)}`;
  const [id, password] = basicCredentials(value) ?? [];
  return id === undefined || password === undefined
    ? `${scheme} ${pseudonym('credentials', secret)}`
    : `${scheme} ${id}:${pseudonym('client_secret', password)}`;
}

/** Id and secret of Basic credentials, or undefined when it is none. */
export function basicCredentials(value: string): [id: string, secret: string] | undefined {
  const [, encoded] = /^basic +(\S+)$/i.exec(value) ?? [];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const at = text.indexOf(':');
  return at === -1 ? undefined : [decode(text.slice(0, at)), decode(text.slice(at + 1))];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

function parse(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
