import { generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';

/**
 * Hands out the same few RSA keys in turn: finding one for each of hundreds of mocks would take minutes.
 *
 * @param size More than one mock uses at the same time, so that no two of its keys are the same.
 */
export function createKeyStock(size: number): () => Promise<KeyObject> {
  const keys: Promise<KeyObject>[] = [];
  let next = 0;
  return () => {
    const key = (keys[next] ??= makeKey());
    next = (next + 1) % size;
    return key;
  };
}

async function makeKey(): Promise<KeyObject> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  return privateKey;
}
