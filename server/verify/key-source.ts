import type { JWK } from 'jose';
import type { Header, Setup, Unverifiable } from '../types.ts';
import { isObject, outage } from './upstream.ts';

export type KeyLookup = { kind: 'keys'; keys: JWK[] } | Unverifiable;
export interface KeySource {
  /** The keys that could have made this signature; none when the authorization server publishes none such. */
  find(header: Header): Promise<KeyLookup>;
}

export type FetchedKeys = { kind: 'key-set'; keys: JWK[]; maxAgeSeconds?: number | undefined } | Unverifiable;

/** What is known of the key set at one moment. Times in milliseconds. */
export interface KeyState {
  keys: JWK[];
  /** When the keys should be looked at again. */
  freshUntil: number;
  /** When the keys are too old to be trusted although no newer ones can be had. */
  usableUntil: number;
  /** The last attempt, successful or not. */
  attemptedAt: number;
  /** What went wrong at the last attempt. */
  trouble?: Unverifiable | undefined;
}

const DEFAULT_MAX_AGE_MS = 600_000;
const MAX_AGE_LIMIT_MS = 86_400_000;
/** After a failed refresh the known keys serve on for so long before the next try. */
const RETRY_MS = 10_000;

/**
 * The key set of the authorization server. Fetched when first needed, so that the server starts during an outage;
 * refetched when it is stale or a key id is unknown, one fetch at a time; kept while no newer one can be had.
 */
export function createKeySource(getSetup: () => Setup): KeySource {
  let state: KeyState = { keys: [], freshUntil: 0, usableUntil: 0, attemptedAt: -Infinity };
  let pending: Promise<void> | undefined;

  const refresh = () => {
    const setup = getSetup();
    pending ??= setup.parts
      .fetchKeySet(setup)
      .then((fetched) => {
        state = setup.parts.keysAfterFetch(state, fetched, setup);
      })
      .finally(() => (pending = undefined));
    return pending;
  };

  return {
    async find(header) {
      const setup = getSetup();
      const { parts, settings } = setup;
      const hasKeys = () => state.keys.length > 0 && settings.now() < state.usableUntil;
      if (!hasKeys() || settings.now() >= state.freshUntil) await refresh();
      if (!hasKeys()) return state.trouble ?? outage('the key set is empty');
      let keys = parts.matchingKeys(state.keys, header);
      if (keys.length === 0 && parts.mayRefetch(state, setup)) {
        await refresh();
        keys = parts.matchingKeys(state.keys, header);
      }
      // The unknown key may be one that could not be fetched: then the token is not to blame.
      if (keys.length === 0 && state.trouble !== undefined) return state.trouble;
      return { kind: 'keys', keys };
    },
  };
}

/** An unknown key id makes the key set be fetched again, but not once for each of a flood of them. */
export function mayRefetch(state: KeyState, { settings }: Setup): boolean {
  return settings.now() - state.attemptedAt >= settings.keyRefetchCooldownMs;
}

/** Keys that are no longer published stop being trusted; a failed fetch changes nothing but the next try. */
export function keysAfterFetch(state: KeyState, fetched: FetchedKeys, { settings }: Setup): KeyState {
  const now = settings.now();
  if (fetched.kind === 'unverifiable') {
    return { ...state, attemptedAt: now, freshUntil: now + RETRY_MS, trouble: fetched };
  }
  const maxAge = fetched.maxAgeSeconds === undefined ? DEFAULT_MAX_AGE_MS : fetched.maxAgeSeconds * 1000;
  return {
    keys: fetched.keys,
    freshUntil: now + Math.max(Math.min(maxAge, MAX_AGE_LIMIT_MS), settings.keyRefetchCooldownMs),
    usableUntil: now + MAX_AGE_LIMIT_MS,
    attemptedAt: now,
  };
}

const CURVES: Record<string, string> = {
  ES256: 'P-256',
  ES384: 'P-384',
  ES512: 'P-521',
  EdDSA: 'Ed25519',
  Ed25519: 'Ed25519',
};
/** Signature algorithms that are taken: asymmetric ones only (RFC 8725 §3.1). */
export const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', ...Object.keys(CURVES)];

/** `kid` is compared as a whole and never used as anything but a name (RFC 7515 §4.1.4). */
export function matchingKeys(keys: readonly JWK[], header: Header): JWK[] {
  const algorithm = String(header['alg']);
  return keys.filter(
    (key) =>
      (header['kid'] === undefined || key.kid === header['kid']) &&
      (key.alg === undefined || key.alg === algorithm) &&
      (CURVES[algorithm] === undefined ? key.kty === 'RSA' : key.crv === CURVES[algorithm]),
  );
}

/** The public signature keys of a JWK set (RFC 7517 §5); undefined when it is none. */
export function usableKeys(body: unknown): JWK[] | undefined {
  if (!isObject(body) || !Array.isArray(body['keys'])) return undefined;
  return body['keys'].filter((key): key is JWK => isObject(key) && isUsable(key));
}

function isUsable(key: Record<string, unknown>): boolean {
  const forSignatures = key['use'] === undefined || key['use'] === 'sig';
  const forVerifying =
    key['key_ops'] === undefined || (Array.isArray(key['key_ops']) && key['key_ops'].includes('verify'));
  // A published private key is in everybody's hands.
  if (!forSignatures || !forVerifying || key['d'] !== undefined) return false;
  if (key['kty'] === 'RSA') return bitsOf(key['n']) >= 2048 && typeof key['e'] === 'string';
  return (key['kty'] === 'EC' || key['kty'] === 'OKP') && typeof key['x'] === 'string';
}

function bitsOf(modulus: unknown): number {
  return typeof modulus === 'string' ? Buffer.from(modulus, 'base64url').byteLength * 8 : 0;
}
