import type { Recorder, Reply } from '../http/recorder.ts';

/** Longest pause that is kept to, seconds; who asks for a longer one is not waited for. */
const LONGEST = 15;
/** Pause where none is asked for, seconds. */
const UNTOLD = 2;
/** How often one request is sent again. */
const AGAIN = 6;
/** Pauses of a whole run, seconds. */
const IN_ALL = 90;

/**
 * A recorder that keeps to `Retry-After` of a 429 (RFC 6585 §4, RFC 9110 §10.2.3) and sends the request again: nothing
 * was done about it yet. While one request waits, all do.
 */
export function patient(recorder: Recorder, wait: (seconds: number) => Promise<void>): Recorder {
  let pause: Promise<void> | undefined;
  let left = IN_ALL;
  const begin = (seconds: number) => {
    left -= seconds;
    return wait(seconds).finally(() => (pause = undefined));
  };
  return {
    ...recorder,
    async send(outgoing, by) {
      for (let again = 0; ; again += 1) {
        await pause;
        const reply = await recorder.send(outgoing, by);
        if (reply.status !== 429 || again === AGAIN) return reply;
        const seconds = askedFor(reply);
        if (pause === undefined && (seconds > LONGEST || seconds > left)) return reply;
        pause ??= begin(seconds);
      }
    },
  };
}

/** Seconds; a date is read by the clock of the response, where it has one. */
function askedFor(reply: Reply): number {
  const value = reply.header('retry-after')?.trim();
  if (value === undefined) return UNTOLD;
  if (/^\d+$/.test(value)) return Number(value);
  const [until, now] = [value, reply.header('date') ?? new Date().toUTCString()].map(Date.parse);
  return until === undefined || now === undefined || Number.isNaN(until - now)
    ? UNTOLD
    : Math.max(0, Math.ceil((until - now) / 1000));
}
