import type { IncomingMessage } from 'node:http';
import type { Credentials } from '../types.ts';

/** RFC 6750 §2.1: `b64token`. */
const TOKEN = /^[A-Za-z0-9\-._~+/]+=*$/;
/** RFC 9110 §11.4: the scheme, then at least one space; the scheme name is without case. */
const BEARER = /^bearer(?: +(.*))?$/i;

/**
 * Reads the Authorization header field and nothing else: a token in the query, a cookie, a form or another field
 * has no effect (OAuth 2.1 §5.1, MCP «Token Requirements»).
 */
export function readCredentials(request: IncomingMessage): Credentials {
  const [line, ...more] = authorizationLines(request);
  if (line === undefined) return { kind: 'none' };
  // To pick one of several would let an intermediary and this server see different users.
  if (more.length > 0) return { kind: 'malformed', reason: 'The request has several Authorization fields.' };
  const match = BEARER.exec(line);
  if (match === null) {
    // RFC 6750 §3.1: another scheme is as good as none; `Bearer` and a tab is neither.
    return /^bearer[^a-z0-9]/i.test(line) ? malformed() : { kind: 'none' };
  }
  const token = match[1] ?? '';
  return TOKEN.test(token) ? { kind: 'token', token } : malformed();
}

function malformed(): Credentials {
  return {
    kind: 'malformed',
    reason: 'The Authorization field is not of the form: Bearer, a space, one token.',
  };
}

/** Node.js keeps only the first of several lines in `headers`. */
function authorizationLines({ rawHeaders }: IncomingMessage): string[] {
  return rawHeaders.flatMap((name, index) =>
    index % 2 === 0 && name.toLowerCase() === 'authorization' ? [rawHeaders[index + 1] ?? ''] : [],
  );
}
