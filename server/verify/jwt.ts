import type { JWK } from 'jose';
import type { Claims, Header, Invalid, Setup, Verification } from '../types.ts';
import { ALGORITHMS } from './key-source.ts';
import { isObject, parseJson } from './upstream.ts';

const invalid = (reason: string): Invalid => ({ kind: 'invalid', reason });
const NOT_A_TOKEN = 'The access token is not one of this authorization server.';
const BAD_SIGNATURE = 'The signature of the access token is not good.';

/** Verifies a JWT by the published keys of the authorization server (RFC 9068 §4, RFC 8725). */
export async function verifySignature(token: string, setup: Setup): Promise<Verification> {
  const header = headerOf(token);
  if (header === undefined) return invalid(NOT_A_TOKEN);
  const refusal = setup.parts.checkHeader(header);
  if (refusal !== undefined) return invalid(refusal);
  const found = await setup.keys.find(header);
  if (found.kind === 'unverifiable') return found;
  const payload = await payloadSignedBy(found.keys, token, String(header['alg']));
  if (payload === undefined) return invalid(BAD_SIGNATURE);
  const claims = parseJson(payload);
  return isObject(claims) ? { kind: 'verified', claims, header } : invalid(NOT_A_TOKEN);
}

/** What of the header alone rules a token out, before any key is looked for. */
export function checkHeader(header: Header): string | undefined {
  const { alg, kid } = header;
  if (typeof alg !== 'string' || !ALGORITHMS.includes(alg)) return BAD_SIGNATURE;
  if (kid !== undefined && typeof kid !== 'string') return BAD_SIGNATURE;
  // No extension is understood here, so each critical one rules the token out (RFC 7515 §4.1.11, RFC 7797 §6).
  if (header['crit'] !== undefined || header['b64'] !== undefined) return NOT_A_TOKEN;
  return undefined;
}

/** The header of a compact JWS; undefined for anything else: opaque, encrypted or nested tokens. */
function headerOf(token: string): Header | undefined {
  const [first, ...rest] = token.split('.');
  if (first === undefined || rest.length !== 2) return undefined;
  const header = parseJson(Buffer.from(first, 'base64url').toString('utf8'));
  return isObject(header) ? header : undefined;
}

/** Several keys may match when the token names none; the signature decides. */
async function payloadSignedBy(keys: JWK[], token: string, algorithm: string): Promise<string | undefined> {
  const { compactVerify } = await import('jose');
  for (const key of keys) {
    try {
      const { payload } = await compactVerify(token, key, { algorithms: [algorithm] });
      return new TextDecoder().decode(payload);
    } catch {
      // The next key may be the one.
    }
  }
  return undefined;
}

/** The claims of a token as they stand, unverified. For defects; nothing that conforms calls it. */
export function unverifiedClaims(token: string): { header: Header; claims: Claims } | undefined {
  const header = headerOf(token);
  const claims = parseJson(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
  return header !== undefined && isObject(claims) ? { header, claims } : undefined;
}
