import type { Visit } from './positions.ts';
import { pattern, secretKind } from './secret-names.ts';

/** `access_token: 'abc'` as programs print their values; JSON, whose names are quoted, is found elsewhere. */
const INSPECTED = pattern(/(^|[\s{,([;:"'`>])NAME(\s*(?::|=>)\s*)(["'`]?)([^\s"'`<>,;{}()[\]\\‹›]{6,})/);
/** A cookie field as it is dumped: `Set-Cookie: a=b`, `'set-cookie': ['a=b']`, `"cookie":"a=b"`; no pseudonym of one. */
const COOKIE_FIELD =
  /(?<!‹)\b(?:set-)?cookie\\{0,7}["'`]?\s*[:=]\s*\[?\s*\\{0,7}["'`]?[^\s=;,"'`]+=[^\r\n"'`\\\]]*/gi;
const COOKIE_PAIR = /((?:^|[;:=[\s"'`])([^=;:\s[\]"'`]+)=)([^;,\s]+)/g;
const ATTRIBUTE = /^(?:path|domain|expires|max-age|samesite|priority)$/i;
/** RFC 7468 §10 and its kin, also inside a JSON string and cut off. */
const PEM = /(-----BEGIN [A-Z ]*PRIVATE KEY-----)((?:[\w+/=\s,:]|\\+[nr]?|-(?!----))*)/g;
/** The private members of a key (RFC 7518 §6.2.2, §6.3.2, §6.4). */
const KEY_MEMBER = /(\\{0,7}"(?:d|p|q|dp|dq|qi|k)\\{0,7}"\s*:\s*\\{0,7}")([\w-]{20,})/g;
/** `curl -u name:password`, `--user name:password`. */
const USER_FLAG = /((?:\s-u|--user)[\s=]+["']?[^\s:"']+:)([^\s"']+)/g;

const WORDS = /^-?[A-Za-z]*(?:[-_. ][A-Za-z]+)*$/;
const SHORTEST_CODE = 16;

/** Visits the secrets of what programs print of their values: to a log, or to an error's text. */
export function visitPrinted(text: string, visit: Visit): string {
  let seen = text.replace(
    INSPECTED,
    (whole: string, before: string, name: string, colon: string, quote: string, value: string) => {
      const kind = secretKind(name);
      if (kind === undefined || isHarmless(kind, value)) return whole;
      return before + name + colon + quote + visit(kind, value, value);
    },
  );
  if (/cookie/i.test(seen)) {
    seen = seen.replace(COOKIE_FIELD, (field) =>
      field.replace(COOKIE_PAIR, (whole: string, before: string, name: string, value: string) =>
        ATTRIBUTE.test(name) || value.startsWith('‹') ? whole : before + visit('cookie', value, value),
      ),
    );
  }
  if (seen.includes('PRIVATE KEY')) {
    seen = seen.replace(PEM, (_, begin: string, key: string) =>
      key.trim() === '' ? begin + key : begin + visit('private_key', key.trim(), key),
    );
  }
  if (seen.includes('kty')) {
    seen = seen.replace(
      KEY_MEMBER,
      (_, name: string, value: string) => name + visit('private_key', value, value),
    );
  }
  return seen.replace(
    USER_FLAG,
    (_, before: string, value: string) => before + visit('password', value, value),
  );
}

/** What follows a name and a colon in prose: `token: expired`, `code: ECONNREFUSED`, `authorization: https://…`. */
function isHarmless(kind: string, value: string): boolean {
  if (WORDS.test(value) || /^https?:/i.test(value)) return true;
  // Taken apart below.
  if (kind === 'cookie' && value.includes('=')) return true;
  return kind === 'code' && (value.length < SHORTEST_CODE || !/\d/.test(value) || /^[A-Z\d_]+$/.test(value));
}
