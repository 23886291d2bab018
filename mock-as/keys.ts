import { createPrivateKey, createPublicKey } from 'node:crypto';
import type { JsonWebKey, KeyObject } from 'node:crypto';
import { identifier } from './identifiers.ts';
import { takePrivateKey } from './key-search.ts';

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

/** What there is to know of a key without the key itself. */
export interface KeyRecord {
  readonly kid: string;
  readonly algorithm: string;
  /** Whether it signs the tokens that come out of a flow. */
  readonly signing: boolean;
  /** Whether it is on the JWKS. */
  readonly published: boolean;
}

/** A key ring as JSON; the private keys stand in it. The newest key comes first. */
export interface KeyRingState {
  signing: string;
  /** The one that signed before. */
  previous?: string;
  keys: { kid: string; algorithm: string; published: boolean; privateJwk: JsonWebKey }[];
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
  list(): KeyRecord[];
  /**
   * Another key signs from now on, a new one or the one with that kid; the old one stays published unless `keepOld` is
   * false. Throws when there is no such key.
   */
  rotate(options: { keepOld: boolean; to?: string }): Promise<SigningKey>;
  /** A further key, which does not sign yet; on the JWKS unless `published` is false. */
  add(options?: { published?: boolean }): Promise<SigningKey>;
  /** Takes a key off the JWKS. False when it is not published; throws for the key that signs. */
  retire(kid: string): boolean;
  dump(): KeyRingState;
  load(state: KeyRingState): void;
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
  // The one that signs comes first.
  const keys = [await newSigningKey(source)];
  const jwks = new Map<string, PublicJwk>();
  let hidden: Promise<SigningKey> | undefined;
  let former: string | undefined;

  const current = (): SigningKey => {
    const [key] = keys;
    if (key === undefined) throw new Error('The key ring is empty.');
    return key;
  };
  const publish = (key: SigningKey): void => void jwks.set(key.kid, publicJwk(key));
  const find = (kid: string): SigningKey | undefined => keys.find((key) => key.kid === kid);
  publish(current());

  return {
    current,
    previous: () => (former === undefined ? undefined : find(former)),
    find,
    unpublished: () => (hidden ??= newSigningKey(source)),
    isPublished: (kid) => jwks.has(kid),
    published: () => keys.flatMap((key) => jwks.get(key.kid) ?? []),
    list: () => keys.map((key, index) => describe(key, index === 0, jwks.has(key.kid))),
    rotate: async ({ keepOld, to }) => {
      const key = to === undefined ? await newSigningKey(source) : find(to);
      if (key === undefined) throw new Error(`There is no key ${String(to)} to rotate to.`);
      if (key === current()) return key;
      former = current().kid;
      if (!keepOld) jwks.delete(former);
      if (to !== undefined) keys.splice(keys.indexOf(key), 1);
      keys.unshift(key);
      publish(key);
      return key;
    },
    add: async ({ published = true } = {}) => {
      const key = await newSigningKey(source);
      keys.push(key);
      if (published) publish(key);
      return key;
    },
    retire: (kid) => {
      if (kid === current().kid) throw new Error(`Key ${kid} signs; rotate the keys before retiring it.`);
      return jwks.delete(kid);
    },
    dump: () => ({
      signing: current().kid,
      ...(former === undefined ? {} : { previous: former }),
      keys: keys.map((key) => exported(key, jwks.has(key.kid))),
    }),
    load: (state) => {
      const loaded = state.keys.map(imported);
      const signing = loaded.find(({ kid }) => kid === state.signing);
      if (signing === undefined)
        throw new Error(`The key ${state.signing} that signs is not among the keys.`);
      keys.splice(0, keys.length, signing, ...loaded.filter((key) => key !== signing));
      former = state.previous;
      jwks.clear();
      for (const { kid, published } of state.keys) {
        const key = published ? find(kid) : undefined;
        if (key !== undefined) publish(key);
      }
    },
  };
}

function describe({ kid, algorithm }: SigningKey, signing: boolean, published: boolean): KeyRecord {
  return { kid, algorithm, signing, published };
}

function exported(
  { kid, algorithm, privateKey }: SigningKey,
  published: boolean,
): KeyRingState['keys'][number] {
  return { kid, algorithm, published, privateJwk: privateKey.export({ format: 'jwk' }) };
}

function imported({ kid, algorithm, privateJwk }: KeyRingState['keys'][number]): SigningKey {
  try {
    return { kid, algorithm, privateKey: createPrivateKey({ format: 'jwk', key: privateJwk }) };
  } catch (error) {
    throw new Error(`The private key ${kid} cannot be read: it is no private JWK.`, { cause: error });
  }
}
