import { generateKeyPairSync, type KeyObject } from 'node:crypto';

/** More than one mock ever uses at the same time, so that no two keys of one run are the same. */
const SIZE = 32;

/** Hands out the same few RSA keys in turn; hundreds of mocks would otherwise spend a minute on finding primes. */
export function createKeyStock(): () => Promise<KeyObject> {
  const keys: KeyObject[] = [];
  let next = 0;
  return () => {
    const key = keys[next] ?? generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    keys[next] = key;
    next = (next + 1) % SIZE;
    return Promise.resolve(key);
  };
}
