/** An MCP server that has no time for now, and says when to come back. */
import type { LabAnswer, Scenario } from '../../harness/index.ts';

const WAIT_MS = 1_000;
/** A day. */
const LONG_S = 86_400;
/** Who sits out a day is ended; whether it comes back too early shows soon. */
const LONG_LIMIT_MS = 5_000;

/** How Retry-After may say it (RFC 9110 §10.2.3), and until when the server is busy then. */
type Telling = (now: number) => { retryAfter: string; until: number };
const inSeconds: Telling = (now) => ({ retryAfter: String(WAIT_MS / 1000), until: now + WAIT_MS });
const byDate: Telling = (now) => {
  // A date has no fractions of a second.
  const until = Math.ceil(now / 1000) * 1000 + WAIT_MS;
  return { retryAfter: new Date(until).toUTCString(), until };
};

function busy(now: number, retryAfter: string): LabAnswer {
  return {
    status: 503,
    // With its own date, so that the record tells how long a date of Retry-After is away.
    headers: { 'Retry-After': retryAfter, Date: new Date(now).toUTCString() },
    text: 'Too busy. Come back later.',
  };
}

/**
 * The first launch is to get in. In the second one the list of tools is refused for a while, told in seconds, and a call
 * of a tool, told as a date; in the third one the list of tools is refused for a day.
 */
export const BUSY: Scenario = {
  name: 'busy',
  async play(lab) {
    await lab.launch();
    const refuseFor = (method: string, telling: Telling): (() => void) => {
      let said: ReturnType<Telling> | undefined;
      return lab.answer(
        ({ kind, rpc, token }) => kind === 'mcp' && rpc === method && token !== undefined,
        () => {
          const now = Date.now();
          said ??= telling(now);
          return now < said.until ? busy(now, said.retryAfter) : undefined;
        },
      );
    };
    const ends = [refuseFor('tools/list', inSeconds), refuseFor('tools/call', byDate)];
    await lab.launch();
    for (const end of ends) end();
    lab.answer(
      ({ kind, rpc, token }) => kind === 'mcp' && rpc === 'tools/list' && token !== undefined,
      () => busy(Date.now(), String(LONG_S)),
    );
    await lab.launch({ limitMs: LONG_LIMIT_MS });
    return undefined;
  },
};
