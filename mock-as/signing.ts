import { constants, createHmac, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { promisify } from 'node:util';

/**
 * The signature of a JWS (RFC 7515 §5.1), base64url. It does what it is told, also what a sound library
 * refuses: forged tokens are made with it.
 */
export function signatureOf(algorithm: string, key: KeyObject, signingInput: string): string {
  const data = Buffer.from(signingInput);
  if (algorithm === 'EdDSA') return sign(null, data, key).toString('base64url');
  const hash = `sha${algorithm.slice(2)}`;
  switch (algorithm.slice(0, 2)) {
    case 'HS':
      return createHmac(hash, key).update(data).digest('base64url');
    case 'RS':
      return sign(hash, data, key).toString('base64url');
    case 'PS':
      return sign(hash, data, {
        key,
        padding: constants.RSA_PKCS1_PSS_PADDING,
        saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
      }).toString('base64url');
    case 'ES':
      return sign(hash, data, { key, dsaEncoding: 'ieee-p1363' }).toString('base64url');
    default:
      throw new Error(`Cannot sign with the algorithm ${JSON.stringify(algorithm)}.`);
  }
}

const signElsewhere = promisify<string, Buffer, KeyObject, Buffer>(sign);

/** The same; a signature with an RSA key takes a millisecond, which another thread can spend. */
export async function signatureAside(
  algorithm: string,
  key: KeyObject,
  signingInput: string,
): Promise<string> {
  if (!algorithm.startsWith('RS')) return signatureOf(algorithm, key, signingInput);
  const hash = `sha${algorithm.slice(2)}`;
  return (await signElsewhere(hash, Buffer.from(signingInput), key)).toString('base64url');
}

/** Base64url of the UTF-8 form of `text`. */
export function base64url(text: string): string {
  return Buffer.from(text).toString('base64url');
}

/** The same signature with its first character changed: bits that count, and still base64url. */
export function tampered(signature: string): string {
  return (signature.startsWith('A') ? 'B' : 'A') + signature.slice(1);
}
