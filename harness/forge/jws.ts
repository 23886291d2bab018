import { constants, createHmac, sign, type KeyObject } from 'node:crypto';
import type { Json } from '../contract.ts';
import { isObject, parseJson } from '../mcp/answer.ts';

type JsonObject = { [key: string]: Json };

/** A compact JWS that holds JSON (RFC 7515 §7.1), taken apart; nothing is verified. */
export interface Jws {
  header: JsonObject;
  claims: JsonObject;
  /** The three segments as they stood. */
  segments: [header: string, payload: string, signature: string];
}

/** What makes the base64url signature of a signing input. */
export type Signer = (signingInput: string) => string;

/** Takes a JWT apart; undefined for any other token. */
export function readJws(token: string): Jws | undefined {
  const [header, payload, signature, ...rest] = token.split('.');
  if (header === undefined || payload === undefined || signature === undefined || rest.length > 0)
    return undefined;
  const head = parseJson(decode(header));
  const claims = parseJson(decode(payload));
  if (!isObject(head) || !isObject(claims)) return undefined;
  return { header: head, claims, segments: [header, payload, signature] };
}

/** Base64url of a text, of bytes, or of a value as JSON. */
export function base64url(value: Json | Uint8Array): string {
  const isBytes = value instanceof Uint8Array;
  return Buffer.from(isBytes || typeof value === 'string' ? value : JSON.stringify(value)).toString(
    'base64url',
  );
}

/** What a forgery has in place of the original. */
export interface Bend {
  /** Laid over the header; `undefined` takes a member away. */
  header?: { [key: string]: Json | undefined };
  /** Laid over the claims. */
  claims?: JsonObject;
  sign: Signer;
}

/** Makes a JWT that looks like the original but for what is bent. */
export function forge(original: Jws, { header = {}, claims, sign: signer }: Bend): string {
  const entries = Object.entries({ ...original.header, ...header });
  const head = Object.fromEntries(entries.filter((entry): entry is [string, Json] => entry[1] !== undefined));
  const payload = claims === undefined ? original.segments[1] : base64url({ ...original.claims, ...claims });
  const signingInput = `${base64url(head)}.${payload}`;
  return `${signingInput}.${signer(signingInput)}`;
}

/** No signature at all (RFC 7515 Appendix A.5). */
export const unsigned: Signer = () => '';

/** Always the same signature, whatever is signed. */
export function fixedSignature(signature: string): Signer {
  return () => signature;
}

/** HS256 (RFC 7518 §3.2) with any secret, the empty one included. */
export function hs256(secret: string | Uint8Array): Signer {
  return (input) => createHmac('sha256', secret).update(input).digest('base64url');
}

/** RS256 (RFC 7518 §3.3). */
export function rs256(key: KeyObject): Signer {
  return (input) => sign('sha256', Buffer.from(input), key).toString('base64url');
}

/** PS256 (RFC 7518 §3.5). */
export function ps256(key: KeyObject): Signer {
  const options = {
    key,
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
  };
  return (input) => sign('sha256', Buffer.from(input), options).toString('base64url');
}

/** The signature with its first character changed: bits that count (the last may be padding), and still base64url. */
export function spoilt(signature: string): string {
  return (signature.startsWith('A') ? 'B' : 'A') + signature.slice(1);
}

function decode(segment: string): string {
  return Buffer.from(segment, 'base64url').toString('utf8');
}
