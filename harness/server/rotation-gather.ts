import { setTimeout as delay } from 'node:timers/promises';
import type { Exchange } from '../contract.ts';
import { isServed } from '../mcp/answer.ts';
import { notApplicable } from '../signals.ts';
import type { ServerContext } from './context.ts';
import { oncePerRun, restartServer, untilServed, verificationStyle, WAITING } from './lab-steps.ts';

/** How long the key set may be cached, as it says itself, seconds. */
const MAX_AGE_SECONDS = 1;

/** What the server made of new signing keys. */
export interface RotationStory {
  /** A token of the first key. */
  before: Exchange;
  /** A token of the key that took its place in the key set: the first try that was served, else the last. */
  rotated: Exchange;
  /**
   * The token of `before` once more, after the server took up the new key set, which lacks its key and may be cached
   * for a second: the first try that was not served, else the last. Missing when the new key was not taken up.
   */
  withdrawn?: Exchange;
  /** Tokens of the older and the newer of two published keys, in turns. */
  overlap: Exchange[];
}

/** Rotates the signing key, once in a run. Needs `mint` and `restart`; stops the check when the server needs no keys. */
export function gatherRotation(check: ServerContext): Promise<RotationStory> {
  const server = check.as('key-rotation');
  return oncePerRun(server, 'key rotation', async () => {
    if ((await verificationStyle(server)) !== 'local')
      throw notApplicable('The server asks the authorization server about tokens and needs no keys.');
    const { mock } = server.lab();
    const { before, token, rotated } = await replaceKey(server);
    const withdrawn = isServed(rotated) ? await withdrawal(server, token) : undefined;
    await mock.rotateKeys();
    // Does not depend on whether the server looks for new keys: it sees both when it starts.
    await restartServer(server);
    const overlap: Exchange[] = [];
    for (const key of ['previous', 'current', 'previous'] as const)
      overlap.push(await server.call({ token: await server.mint({ key }) }));
    return { before, rotated, ...(withdrawn === undefined ? {} : { withdrawn }), overlap };
  });
}

/** Takes the signing key out of the key set and puts another one there, before a server that has just been started. */
async function replaceKey(
  server: ServerContext,
): Promise<{ before: Exchange; rotated: Exchange; token: string }> {
  await restartServer(server);
  const token = await server.goodToken();
  const before = await server.call({ token });
  await server.lab().mock.rotateKeys({ keepOld: false });
  const rotated = await untilServed(server, async () => server.call({ token: await server.goodToken() }));
  return { before, token, rotated };
}

/**
 * Sends a token of a key that is gone from the key set. Without an announced lifetime of the set a server may keep the
 * key for as long as it likes, so one that still takes the token is shown a set that may be cached for a second.
 */
async function withdrawal(server: ServerContext, token: string): Promise<Exchange> {
  const kept = await server.call({ token });
  if (!isServed(kept)) return kept;
  const { mock } = server.lab();
  await mock.setKeySetMaxAge(MAX_AGE_SECONDS);
  try {
    const replaced = await replaceKey(server);
    return isServed(replaced.rotated) ? await untilRefused(server, replaced.token) : replaced.rotated;
  } finally {
    await mock.setKeySetMaxAge(undefined);
  }
}

/** Sends again until the token is refused or the server has had its time. */
async function untilRefused(server: ServerContext, token: string): Promise<Exchange> {
  const deadline = performance.now() + server.target.patienceMs;
  for (let wait = 100; ; wait = Math.min(wait * 2, 5_000)) {
    const exchange = await server.call({ token });
    if (!isServed(exchange) || performance.now() > deadline) return exchange;
    exchange.by = WAITING;
    await delay(wait);
  }
}
