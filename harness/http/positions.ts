import type { HeaderLine } from '../contract.ts';
import { visitPrinted } from './printed.ts';
import { pattern, secretKind } from './secret-names.ts';

/** Told of each place where a secret stands by the rules of a protocol; answers what to put there instead. */
export type Visit = (kind: string, secret: string, raw: string) => string;

const SCHEMES = /^(basic|bearer|digest|dpop|gnap|hoba|mutual|negotiate|ntlm|token|apikey)$/i;
const SECRET_HEADERS = new Map([
  ['mcp-session-id', 'session_id'],
  ['x-auth-token', 'token'],
  ['dpop', 'dpop_proof'],
]);

/** Also by the names of members, but for `code`, which in a header tells an error more often than an authorization. */
function headerKind(lower: string): string | undefined {
  const bare = lower.replace(/^x-/, '');
  return SECRET_HEADERS.get(lower) ?? (bare === 'code' ? undefined : secretKind(bare));
}

/** Visits the secrets of one header line. */
export function visitHeader([name, value]: HeaderLine, visit: Visit): HeaderLine {
  const lower = name.toLowerCase();
  if (lower === 'authorization' || lower === 'proxy-authorization')
    return [name, visitCredentials(value, visit)];
  if (lower === 'cookie') return [name, value.replace(/([^=;\s][^=;]*)=([^;]*)/g, cookie(visit))];
  if (lower === 'set-cookie') return [name, value.replace(/^([^=;]*)=([^;]*)/, cookie(visit))];
  const kind = headerKind(lower);
  if (kind !== undefined) return [name, value === '' ? '' : visit(kind, value.trim(), value)];
  return [name, visitText(value, visit)];
}

function cookie(visit: Visit): (whole: string, name: string, value: string) => string {
  return (_, name, value) => {
    const bare = value.trim().replace(/^"(.*)"$/, '$1');
    return `${name}=${bare === '' ? value : visit('cookie', decodePercent(bare), value)}`;
  };
}

/** Visits what follows the scheme of an Authorization value; the scheme stays (RFC 9110 §11.6.2). */
export function visitCredentials(value: string, visit: Visit): string {
  const [, scheme = '', gap = '', rest = ''] = /^(\S+)(\s*)([\s\S]*)$/.exec(value) ?? [];
  if (!SCHEMES.test(scheme)) return value.trim() === '' ? value : visit('authorization', value.trim(), value);
  if (rest.trim() === '') return value;
  const parts = rest.trim().split(/[\s,]+/);
  // Several tokens in one line, as a check may send them: each is a secret of its own.
  if (parts.length > 1)
    for (const part of parts) if (!SCHEMES.test(part)) visit(credentialKind(scheme), part, part);
  return scheme + gap + visit(credentialKind(scheme), rest.trim(), rest);
}

function credentialKind(scheme: string): string {
  return (
    { bearer: 'access_token', dpop: 'access_token', basic: 'basic_credentials' }[scheme.toLowerCase()] ??
    'credentials'
  );
}

const USER_INFO = /(\/\/[^/\s:@"'<>?#]*:)([^/\s@"'<>?#]+)(?=@)/g;
// Seven backslashes stand before a quote that is three strings deep.
const MEMBER = pattern(/(\\{0,7})(["'])NAME\1\2(\s*:\s*)\1\2((?:(?!\1\2)(?:\\[\s\S]|[^\\]))*)/);
const PARAMETER = pattern(/(^|[?&;#\s"'(]|%3F|%26|%23)NAME(=|%3D)((?:(?!%26|%23)[^&\s"'<>#;])+)/);
// In a page, or in a page inside a JSON string, where a backslash stands before each quote.
const FIELD = pattern(
  /(\bname=(\\{0,7})["']?NAME\2["']?(?:\s|\\+[nrt])[^<>]{0,200}?\bvalue=\2["']?)((?:(?!\2["'])[^"'<>\s])+)/,
);
const FIELD_REVERSED = pattern(
  /(\bvalue=(\\{0,7})["']?)((?:(?!\2["'])[^"'<>\s])+)(\2["']?(?:\s|\\+[nrt])[^<>]{0,200}?\bname=\2["']?NAME\b)/,
);
const SPOKEN = /\b(Bearer|DPoP|Basic)(\s+)(?=[\w.~+/-]*\d)([\w.~+/-]{12,}=*)(?![\w=])/gi;
const JWT_SHAPED = /\beyJ[\w-]{8,}(?:\.[\w-]*){1,4}/g;
const ERROR_CODE = /^[A-Za-z]+(?:[ _.-][A-Za-z]+)*$/;

/** What every secret that is found by its place has beside it, or in it. Most texts have none of it, and are done. */
const HINT =
  /token|code|secret|assertion|password|key|auth|cookie|session|eyJ|bearer|dpop|basic|passwd|otp|saml|kty|--?u|@/i;

/**
 * Visits the secrets of a URL, form, JSON, HTML or other text.
 *
 * Works on text and not on parsed documents, so that a document that is cut off, broken, or written inside a string of
 * another one is covered too.
 */
export function visitText(text: string, visit: Visit, isForm = false): string {
  if (!HINT.test(text)) return text;
  const named = (name: string, value: string, decode: (raw: string) => string) => {
    const kind = secretKind(name);
    if (kind === 'authorization') return visitCredentials(decode(value), visit);
    return kind === undefined ? undefined : visit(kind, decode(value), value);
  };
  const parameterValue = (raw: string) => decodePercent(isForm ? raw.replaceAll('+', ' ') : raw);
  const marked = text
    .replace(
      USER_INFO,
      (_, before: string, value: string) => before + visit('password', decodePercent(value), value),
    )
    .replace(
      MEMBER,
      (whole: string, slash: string, quote: string, name: string, colon: string, value: string) => {
        // A JSON member `code` is more often an error code than an authorization code.
        const harmless = value === '' || (secretKind(name) === 'code' && ERROR_CODE.test(value));
        const other = harmless ? undefined : named(name, value, (raw) => decodeEscapes(raw, slash));
        const mark = slash + quote;
        return other === undefined ? whole : mark + name + mark + colon + mark + other;
      },
    )
    .replace(PARAMETER, (whole: string, before: string, name: string, equals: string, value: string) => {
      const other = named(name, value, parameterValue);
      return other === undefined ? whole : before + name + equals + other;
    })
    .replace(FIELD, (whole: string, before: string, slash: string, name: string, value: string) => {
      const other = named(name, value, (raw) => decodeEntities(decodeEscapes(raw, slash)));
      return other === undefined ? whole : before + other;
    })
    .replace(FIELD_REVERSED, (whole: string, ...groups: string[]) => {
      const [before = '', slash = '', value = '', after = '', name = ''] = groups;
      const other = named(name, value, (raw) => decodeEntities(decodeEscapes(raw, slash)));
      return other === undefined ? whole : before + other + after;
    })
    .replace(SPOKEN, (_, scheme: string, gap: string, value: string) => {
      return scheme + gap + visit(credentialKind(scheme), value, value);
    })
    .replace(JWT_SHAPED, (jwt) => visit('jwt', jwt, jwt));
  return visitPrinted(marked, visit);
}

/** Percent-decoding that leaves alone what it can't decode. */
export function decodePercent(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text.replace(/%([0-7][0-9a-f])/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  }
}

/** Undoes JSON's escapes, for as many levels as the string was written inside other strings. */
function decodeEscapes(text: string, slash: string): string {
  let decoded = text;
  for (let level = Math.log2(slash.length + 1); level >= 0 && decoded.includes('\\'); level -= 1) {
    decoded = decodeJsonEscapes(decoded);
  }
  return decoded;
}

/** Undoes one level of JSON's escapes (RFC 8259 §7). */
export function decodeJsonEscapes(text: string): string {
  return text.replace(/\\(?:u([0-9a-f]{4})|([\s\S]))/gi, (whole: string, hex?: string, plain?: string) => {
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    return { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }[plain ?? ''] ?? plain ?? whole;
  });
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Undoes HTML's character references, as far as escaping functions write them. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi,
    (whole: string, ...groups: unknown[]) => {
      const [hex, decimal, name] = groups as (string | undefined)[];
      if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
      const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    },
  );
}
