import { createPublicKey, generateKeyPair, type JsonWebKey, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type { Json } from '../contract.ts';
import { selfSignedCertificate } from './certificate.ts';

type JsonObject = { [key: string]: Json };

/** An attacker's RSA key, and everything with which a token or a URL can offer it. */
export interface OwnKey {
  privateKey: KeyObject;
  /** The public half, with a `kid` of its own. */
  jwk: JsonObject;
  /** A self-signed certificate, DER in base64 (RFC 7515 §4.1.6). */
  certificate: string;
}

const generate = promisify(generateKeyPair);
const OWN_KID = 'forged-key-1';
const made = new Map<number, Promise<OwnKey>>();

/**
 * A key that no authorization server publishes. Made once for each size, since finding the primes takes a while.
 *
 * @param modulusLength bits; fewer than 2048 are too weak (RFC 7518 §3.3).
 */
export function ownKey(modulusLength = 2048): Promise<OwnKey> {
  const known = made.get(modulusLength) ?? make(modulusLength);
  made.set(modulusLength, known);
  return known;
}

async function make(modulusLength: number): Promise<OwnKey> {
  const { privateKey, publicKey } = await generate('rsa', { modulusLength });
  const jwk = publicKey.export({ format: 'jwk' }) as JsonObject;
  return {
    privateKey,
    jwk: { ...jwk, kid: OWN_KID, alg: 'RS256', use: 'sig' },
    certificate: selfSignedCertificate(publicKey, privateKey),
  };
}

/**
 * The texts under which a verifier may hold a public key, by name. A library that takes any of them for an HMAC secret
 * lets everybody sign (RFC 8725 §2.1).
 */
export function publicKeyTexts(jwk: JsonObject): Record<string, string | Uint8Array> {
  const key = createPublicKey({ format: 'jwk', key: jwk as JsonWebKey });
  const pem = key.export({ type: 'spki', format: 'pem' }).toString();
  const pkcs1 =
    key.asymmetricKeyType === 'rsa' ? key.export({ type: 'pkcs1', format: 'pem' }).toString() : '';
  return {
    PEM: pem,
    'PEM without the last line end': pem.trimEnd(),
    DER: key.export({ type: 'spki', format: 'der' }),
    'JWK text': JSON.stringify(jwk),
    ...(pkcs1 === '' ? {} : { 'PKCS#1 PEM': pkcs1 }),
  };
}
