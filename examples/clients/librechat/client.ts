/**
 * A client with the ways of LibreChat: it tries to connect several times, keeps its registration, and lets the requests of a
 * user share one login, which is pending, joined, stale, completed or failed. What its authorization server says of a client
 * that it no longer knows is lost on the way, so that every login fails as any other does. Before April 2026 the registration
 * was kept then, and every retry failed again; since then it is thrown away.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { runClient } from '../conforming.ts';
import { storedTokens } from '../login.ts';
import { conformingParts, type Parts, type Session } from '../parts.ts';
import { Trouble, type Invocation, type ServerMetadata, type Tokens } from '../types.ts';
import { openFlows, type Flow, type Flows } from './flows.ts';

export interface Ways {
  /** Since the fix: a login that failed takes the registration with it. */
  forgetsAfterFailure: boolean;
}

const MOST_CONNECTS = 3;
const PAUSE_MS = 200;
const PENDING_STALE_MS = 2 * 60_000;

/** Connects as often as it takes; gives the exit code. A login that failed ends it. */
export async function runLibreChat(invocation: Invocation, ways: Ways): Promise<number> {
  for (let connects = 1; ; connects += 1) {
    const outcome = { loginFailed: false };
    const code = await runClient(invocation, partsOf(invocation, ways, outcome));
    const isOver = code === 0 || outcome.loginFailed || invocation.signal.aborted;
    if (isOver || connects === MOST_CONNECTS) return code;
    await delay(PAUSE_MS * connects);
  }
}

function partsOf(
  { storage, patienceMs = 15_000 }: Invocation,
  { forgetsAfterFailure }: Ways,
  outcome: { loginFailed: boolean },
): Partial<Parts> {
  const flows = openFlows(storage);
  let server: ServerMetadata | undefined;
  return {
    // A refusal is a failure like any other: nothing is made of invalid_client.
    isStaleClient: () => false,
    afterRefreshFailure: () => Promise.resolve(undefined),
    deadEnd(_session, _server, error) {
      throw error;
    },
    errorResponse(_session, _server, { error }) {
      throw new Trouble(`The authorization ended with ${error}.`);
    },
    async registrationAt(session, at) {
      server = at;
      return conformingParts.registrationAt(session, at);
    },
    async openBrowser(session, authorizationUrl) {
      await flows.write({ status: 'pending', authorizationUrl });
      await session.openBrowser(authorizationUrl);
    },
    // The flow is what requests side by side, and processes, have in common.
    alone: (_session, work) => work(),
    async login(session, challenge) {
      try {
        const isMine = await session.storage.alone(() => begin(flows), session.signal);
        if (!isMine) return await join(session, () => flows.settled(patienceMs));
        const tokens = await conformingParts.login(session, challenge);
        await flows.write({ status: 'completed' });
        return tokens;
      } catch (error) {
        outcome.loginFailed = true;
        await flows.write({ status: 'failed' });
        if (forgetsAfterFailure && server !== undefined)
          await session.parts.dropRegistration(session, server);
        throw error;
      }
    },
  };
}

/** A pending login is joined; a stale one is replaced, for its user will not come back. */
async function begin(flows: Flows): Promise<boolean> {
  const flow = await flows.read();
  if (flow?.status === 'pending' && Date.now() - flow.since < PENDING_STALE_MS) return false;
  await flows.write({ status: 'pending' });
  return true;
}

async function join(session: Session, settled: () => Promise<Flow | undefined>): Promise<Tokens> {
  session.print('Waiting for the login that is under way.\n');
  const flow = await settled();
  const tokens = await session.storage.alone(() => Promise.resolve(storedTokens(session)), session.signal);
  if (flow?.status === 'completed' && tokens !== undefined) return tokens;
  throw new Trouble('The login that was under way did not end well.');
}
