import { generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';

const SIZE = 4;

/** Hands out the same few RSA keys in turn: finding one for each of a hundred labs would take ten seconds. */
export function createKeyStock(): () => Promise<KeyObject> {
  const keys: Promise<KeyObject>[] = [];
  let next = 0;
  return () => {
    const key = (keys[next] ??= makeKey());
    next = (next + 1) % SIZE;
    return key;
  };
}

async function makeKey(): Promise<KeyObject> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  return privateKey;
}
