import { setTimeout as delay } from 'node:timers/promises';
import type { TrafficEntry } from '../../mock-as/index.ts';
import type { Exchange } from '../contract.ts';
import { isServed } from '../mcp/answer.ts';
import { inconclusive } from '../signals.ts';
import type { ServerContext } from './context.ts';

const kept = new WeakMap<object, Map<string, unknown>>();

/**
 * Makes something at most once in a run, on first demand; every check gets the same promise, whichever instance of the
 * server it meets. So it is for evidence and for facts that hold for all of them, not for tokens or sessions.
 */
export function oncePerRun<T>(server: ServerContext, name: string, make: () => Promise<T>): Promise<T> {
  return onceFor(server.target.recorder, name, make);
}

/** The same for what belongs to one instance of the server. */
export function oncePerInstance<T>(server: ServerContext, name: string, make: () => Promise<T>): Promise<T> {
  return onceFor(server.target, name, make);
}

function onceFor<T>(owner: object, name: string, make: () => Promise<T>): Promise<T> {
  const made = kept.get(owner) ?? new Map<string, unknown>();
  kept.set(owner, made);
  const pending = (made.get(name) as Promise<T> | undefined) ?? make();
  made.set(name, pending);
  return pending;
}

/** Starts the server under test again, with nothing cached. */
export async function restartServer(server: ServerContext): Promise<void> {
  try {
    await server.lab().restart();
  } catch {
    throw inconclusive('The server under test did not start again; its log says why.');
  }
}

/** Marks this moment; the function gives what has reached the authorization server since. */
export async function watchTraffic(server: ServerContext): Promise<() => Promise<TrafficEntry[]>> {
  const { traffic } = server.lab().mock;
  const last = (await traffic.list()).at(-1)?.id ?? 0;
  return async () => (await traffic.list()).filter(({ id }) => id > last);
}

/** True when the server got keys of the authorization server in this traffic. */
export function hasFetchedKeys(traffic: TrafficEntry[]): boolean {
  return traffic.some(
    ({ endpoint, outage, response }) =>
      endpoint === 'jwks' && outage === undefined && response?.status === 200,
  );
}

/** Who asked for what was only waited with: how often that takes is a matter of time. */
export const WAITING = 'gather/waiting';

/**
 * Sends again, ever more slowly, until the request is served or the server has had its time.
 *
 * @returns the exchange that was served, else the last one.
 */
export async function untilServed(
  server: ServerContext,
  send: () => Promise<Exchange>,
  patienceMs = server.target.patienceMs,
): Promise<Exchange> {
  const deadline = performance.now() + patienceMs;
  for (let wait = 50; ; wait = Math.min(wait * 2, 5_000)) {
    const exchange = await send();
    const left = deadline - performance.now();
    if (isServed(exchange) || exchange.failure?.kind === 'aborted' || left <= 0) return exchange;
    exchange.by = WAITING;
    await delay(Math.min(wait, left));
  }
}

/**
 * How the server finds out about a token: `introspection` (RFC 7662) when it sends the token to that endpoint, `remote`
 * when it sends it anywhere else at the authorization server, `local` when it decides by itself. Needs `mint`.
 */
export type VerificationStyle = 'introspection' | 'remote' | 'local';

export function verificationStyle(server: ServerContext): Promise<VerificationStyle> {
  return oncePerRun(server, 'verification style', async () => {
    const token = await server.mint();
    const trafficSince = await watchTraffic(server);
    const good = await server.as('verification').call({ token });
    if (!isServed(good)) {
      throw inconclusive('A good token is not accepted, so nothing shows how the server checks tokens.', [
        good.id,
      ]);
    }
    const bearing = (await trafficSince()).filter(({ request: { body, headers, target } }) =>
      [body, target, ...headers.flat()].some((text) => text.includes(token)),
    );
    if (bearing.some(({ endpoint }) => endpoint === 'introspection')) return 'introspection';
    return bearing.length > 0 ? 'remote' : 'local';
  });
}
