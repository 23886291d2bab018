import { createPublicKey, generateKeyPair } from 'node:crypto';
import type { JsonWebKey, KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { identifier } from './identifiers.ts';

const generate = promisify(generateKeyPair);

/** A key that signs access tokens. */
export interface SigningKey {
  readonly kid: string;
  readonly algorithm: string;
  readonly privateKey: KeyObject;
}

/** A public key as the JWKS lists it (RFC 7517 §4). */
export interface PublicJwk extends JsonWebKey {
  kid: string;
  alg: string;
  use: 'sig';
}

/** The keys of one mock authorization server: one signs, some are published, some were retired. */
export interface KeyRing {
  current(): SigningKey;
  previous(): SigningKey | undefined;
  find(kid: string): SigningKey | undefined;
  /** A key that was never published; always the same one. */
  unpublished(): Promise<SigningKey>;
  isPublished(kid: string): boolean;
  /** The published keys, the signing one first. */
  published(): PublicJwk[];
  /** A new key signs from now on; the old one stays published unless `keepOld` is false. */
  rotate(options: { keepOld: boolean }): Promise<SigningKey>;
  /** Takes a key off the JWKS. False when it is not published; throws for the key that signs. */
  retire(kid: string): boolean;
}

// Finding the primes of an RSA key takes 70 to 230 ms and varies widely. Two searches at once, the first
// to finish wins; the loser's key is kept for the next taker. No key is ever handed out twice, because
// a token of one mock must not verify at another.
const spares: Promise<KeyObject>[] = [];

async function searchKey(): Promise<KeyObject> {
  return (await generate('rsa', { modulusLength: 2048 })).privateKey;
}

async function takePrivateKey(): Promise<KeyObject> {
  while (spares.length < 2) spares.push(searchKey());
  const taken = spares.splice(0, 2);
  const first = await Promise.race(taken.map(async (search, index) => ({ key: await search, index })));
  const other = taken[1 - first.index];
  if (other !== undefined) spares.push(other);
  return first.key;
}

/** Where RSA private keys come from. */
export type PrivateKeySource = () => Promise<KeyObject>;

async function newSigningKey(privateKey: PrivateKeySource): Promise<SigningKey> {
  return { kid: identifier('snk'), algorithm: 'RS256', privateKey: await privateKey() };
}

/** The public half of a signing key, as the JWKS lists it. */
export function publicJwk(key: SigningKey): PublicJwk {
  const jwk = createPublicKey(key.privateKey).export({ format: 'jwk' });
  return { use: 'sig', ...jwk, kid: key.kid, alg: key.algorithm };
}

/** Makes a key ring with one RSA key, a fresh one unless the source says otherwise. */
export async function createKeyRing(source: PrivateKeySource = takePrivateKey): Promise<KeyRing> {
  const keys = [await newSigningKey(source)];
  const jwks = new Map<string, PublicJwk>();
  let hidden: Promise<SigningKey> | undefined;

  const current = (): SigningKey => {
    const key = keys[0];
    if (key === undefined) throw new Error('The key ring is empty.');
    return key;
  };
  const publish = (key: SigningKey): void => void jwks.set(key.kid, publicJwk(key));
  publish(current());

  return {
    current,
    previous: () => keys[1],
    find: (kid) => keys.find((key) => key.kid === kid),
    unpublished: () => (hidden ??= newSigningKey(source)),
    isPublished: (kid) => jwks.has(kid),
    published: () => keys.flatMap((key) => jwks.get(key.kid) ?? []),
    rotate: async ({ keepOld }) => {
      const key = await newSigningKey(source);
      if (!keepOld) jwks.delete(current().kid);
      keys.unshift(key);
      publish(key);
      return key;
    },
    retire: (kid) => {
      if (kid === current().kid) throw new Error(`Key ${kid} signs; rotate the keys before retiring it.`);
      return jwks.delete(kid);
    },
  };
}
