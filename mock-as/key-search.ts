import { generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';

const generate = promisify(generateKeyPair);

// Finding the primes of an RSA key takes 70 to 230 ms and varies widely. Two searches at once, the first
// to finish wins; the loser's key is kept for the next taker. No key is ever handed out twice, because
// a token of one mock must not verify at another.
const spares: Promise<KeyObject>[] = [];

async function searchKey(): Promise<KeyObject> {
  return (await generate('rsa', { modulusLength: 2048 })).privateKey;
}

/** Begins to search, for a mock that will be started soon: other threads do it while this one loads modules. */
export function searchAhead(): void {
  while (spares.length < 2) spares.push(searchKey());
}

/** A private key that nobody else has. */
export async function takePrivateKey(): Promise<KeyObject> {
  searchAhead();
  const taken = spares.splice(0, 2);
  const first = await Promise.race(taken.map(async (search, index) => ({ key: await search, index })));
  const other = taken[1 - first.index];
  if (other !== undefined) spares.push(other);
  return first.key;
}
