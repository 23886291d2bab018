import { setTimeout as delay } from 'node:timers/promises';
import type { Outage, OutageMode, OutageOptions, TrafficEntry } from '../../mock-as/index.ts';
import type { Exchange, HeaderLine } from '../contract.ts';
import type { Recorder } from '../http/recorder.ts';
import { isServed } from '../mcp/answer.ts';
import { isModern } from '../mcp/revision.ts';
import { openingOperation } from '../mcp/wire.ts';
import { usable } from './basics.ts';
import type { ServerContext } from './context.ts';
import {
  hasFetchedKeys,
  oncePerRun,
  restartServer,
  untilServed,
  verificationStyle,
  watchTraffic,
} from './lab-steps.ts';
import type { CallOptions } from './target.ts';

/** One outage of the authorization server, from its beginning until the server works again. */
export interface OutageStory {
  /** A good token that the server cannot check, because it has neither asked about it nor seen its key before. */
  unverifiable: Exchange;
  /** Another good token, of a key that the server already had; it was served, which is why `unverifiable` was sent. */
  cached?: Exchange;
  /** True when it refused the token with 401 and had fetched keys before the outage: it may rest before it looks again. */
  hadKeys: boolean;
  /** Whether the server turned to the authorization server during the outage; a refused connection leaves no trace. */
  tried: boolean;
  /** A request without a token, sent at the same time. */
  bare: Exchange;
  /** The protected resource metadata; missing when the server publishes none. */
  metadata?: Exchange;
  /** A fresh token after the end of the outage: the first that was served, else the last that was tried. */
  recovered: Exchange;
  /** The token of `unverifiable` once more, after `recovered`. */
  again: Exchange;
}

/** The authorization server's answer to a hanging request is waited for so long at most, milliseconds. */
const HANG_LIMIT_MS = 20_000;
/** What a failing authorization server asks for in Retry-After, seconds. */
const RETRY_AFTER = 2;

/**
 * Stages an outage before a server that has just been started, so that it has nothing cached. Each outage is staged
 * once in a run. Needs `mint`, `outage` and `restart`; afterwards the server is healthy.
 */
export function gatherOutage(
  check: ServerContext,
  { mode, endpoint = 'all' }: Pick<OutageOptions, 'mode' | 'endpoint'>,
): Promise<OutageStory> {
  const server = check.as(`outage-${mode}-${String(endpoint)}`);
  return oncePerRun(server, `outage ${mode} ${String(endpoint)}`, async () => {
    // All of this is asked for before the disturbance begins.
    const style = await verificationStyle(server);
    await server.gathered.protectedOperation();
    await server.goodToken();
    const found = usable(await server.gathered.metadataCandidates());

    const trafficSince = await watchTraffic(server);
    await restartServer(server);
    const send = await caller(server, mode === 'hang' ? HANG_LIMIT_MS : undefined);
    const outage = await server.outage({ mode, endpoint, retryAfter: RETRY_AFTER });
    try {
      const isLocal = style === 'local';
      const sent = await sendUnverifiable(server, { outage, send, trafficSince, isLocal });
      const metadata =
        found === undefined
          ? {}
          : { metadata: await server.send({ url: found.url, headers: { accept: 'application/json' } }) };
      return {
        ...sent.evidence,
        ...metadata,
        // Whether a server gets them before the outage begins is chance, and matters only where it refuses the token.
        hadKeys: sent.evidence.unverifiable.response?.status === 401 && hasFetchedKeys(await trafficSince()),
        tried: outage.affected > 0,
        ...(await afterwards(server, { outage, send, token: sent.token })),
      };
    } finally {
      await outage.end();
    }
  });
}

type Send = (options: CallOptions) => Promise<Exchange>;

/**
 * Sends calls of the protected operation in a session that was opened without a token, where one is needed: a server
 * that opens sessions for nobody in particular protects later operations only.
 */
async function caller(server: ServerContext, timeoutMs: number | undefined): Promise<Send> {
  const { operation } = await server.gathered.protectedOperation();
  const headers: HeaderLine[] = [];
  if (!isModern(server.revision) && operation.method !== 'initialize') {
    const session = 'none';
    const opened = await server.exchange({ operation: openingOperation(server.revision), session });
    const sessionId = opened.header('mcp-session-id');
    if (sessionId !== undefined) headers.push(['mcp-session-id', sessionId]);
    await server.exchange({ operation: { method: 'notifications/initialized' }, session, headers });
  }
  const limit =
    timeoutMs === undefined ? {} : { timeoutMs: Math.min(timeoutMs, 2 * server.target.patienceMs) };
  return (options) => server.call({ ...options, ...limit, session: 'none', headers });
}

interface Staged {
  outage: Outage;
  send: Send;
  trafficSince: () => Promise<TrafficEntry[]>;
  isLocal: boolean;
}

async function sendUnverifiable(
  server: ServerContext,
  { outage, send, trafficSince, isLocal }: Staged,
): Promise<{ token: string; evidence: Pick<OutageStory, 'unverifiable' | 'cached' | 'bare'> }> {
  const hadKeys = isLocal && hasFetchedKeys(await trafficSince());
  if (hadKeys) await server.lab().mock.rotateKeys();
  const token = await server.goodToken();
  const sending = send({ token });
  // The request without a token is to come while the other one waits for the authorization server.
  await untilHit(outage, sending);
  const [first, bare] = await Promise.all([sending, send({})]);
  const unverifiable = hadKeys
    ? await afterRest(server, outage, { first, send: () => send({ token }) })
    : first;
  if (!isLocal || !isServed(unverifiable)) return { token, evidence: { unverifiable, bare } };
  // Perhaps it got the keys in the last moment, or keeps them on disk. It cannot have one that is made only now.
  await server.lab().mock.rotateKeys();
  const unseen = await server.goodToken();
  const answer = await send({ token: unseen });
  return { token: unseen, evidence: { unverifiable: answer, cached: unverifiable, bare } };
}

/** How long the authorization server may take to be asked, milliseconds. */
const HIT_LIMIT_MS = 1_000;

/** Until the outage is felt, or the answer is there without it. */
async function untilHit(outage: Outage, sending: Promise<Exchange>): Promise<void> {
  const over = new AbortController();
  void sending.then(() => over.abort());
  const deadline = performance.now() + HIT_LIMIT_MS;
  while (!over.signal.aborted && outage.affected === 0 && performance.now() < deadline) await delay(5);
}

/**
 * A server that has fetched keys may rest before it looks for a new one, for 30 s as a rule, and cannot be blamed for
 * what it says meanwhile: sends again until it has looked, as far as that can be seen, or says something else.
 */
async function afterRest(
  server: ServerContext,
  outage: Outage,
  { first, send }: { first: Exchange; send: () => Promise<Exchange> },
): Promise<Exchange> {
  const isUndecided = (exchange: Exchange) => exchange.response?.status === 401 && outage.affected === 0;
  const patienceMs = neverLooking.has(server.target.recorder) ? 0 : server.target.patienceMs * 0.6;
  const deadline = performance.now() + patienceMs;
  let last = first;
  for (let wait = 100; isUndecided(last) && performance.now() < deadline; wait *= 2) {
    await delay(Math.min(wait, 5_000));
    last = await send();
  }
  if (isUndecided(last)) neverLooking.add(server.target.recorder);
  return last;
}

/** Outages after which the server is given its time; after the others it is simply started again. */
const WAITED_OUT: readonly OutageMode[] = ['refused', 'html'];

/** Ends the outage and waits until the server works again; one that does not is started again. */
async function afterwards(
  server: ServerContext,
  { outage, send, token }: { outage: Outage; send: Send; token: string },
): Promise<Pick<OutageStory, 'recovered' | 'again'>> {
  await outage.end();
  const isWaitedOut = WAITED_OUT.includes(outage.mode) && !neverRecovering.has(server.target.recorder);
  const patienceMs = isWaitedOut ? server.target.patienceMs : 0;
  const fresh = async () => send({ token: await server.goodToken() });
  const recovered = await untilServed(server, fresh, patienceMs);
  const again = await send({ token });
  if (!isServed(recovered)) {
    if (isWaitedOut) neverRecovering.add(server.target.recorder);
    await restartServer(server);
  }
  return { recovered, again };
}

/** Waiting once for what does not come is enough. */
const neverRecovering = new WeakSet<Recorder>();
const neverLooking = new WeakSet<Recorder>();
