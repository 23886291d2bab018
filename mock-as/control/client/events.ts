import { setTimeout as delay } from 'node:timers/promises';
import type { NumberedEntry } from '../wire.ts';
import { ControlFailure } from './call.ts';
import type { Caller } from './call.ts';

/** How long to wait before coming back, milliseconds. */
const RETRY_MS = 500;

/**
 * Calls the listener for each exchange from now on, and comes back where it left off when the connection breaks.
 *
 * @returns once the stream is open, the way to close it. Until then the process stays alive.
 */
export async function followTraffic(
  caller: Caller,
  since: number,
  listener: (entry: NumberedEntry) => void,
): Promise<() => void> {
  const stopped = new AbortController();
  let position = since;
  const open = () =>
    caller.open(
      '/traffic/events',
      { accept: 'text/event-stream', 'last-event-id': String(position) },
      stopped.signal,
    );
  const read = async (response: Response): Promise<void> => {
    for await (const data of eventsOf(response)) {
      const entry = JSON.parse(data) as NumberedEntry;
      position = entry.sequence;
      tell(listener, entry);
    }
  };
  const isStopped = (): boolean => stopped.signal.aborted;
  const follow = async (first: Response): Promise<void> => {
    let response: Response | undefined = first;
    while (!isStopped()) {
      if (response !== undefined) await read(response).catch(() => undefined);
      await delay(RETRY_MS, undefined, { signal: stopped.signal }).catch(() => undefined);
      if (!isStopped()) response = await open().catch(againUnlessRefused);
    }
  };
  // A refusal of a later connection ends it; there is nobody left to tell.
  void follow(await open()).catch(() => undefined);
  return () => stopped.abort();
}

/** What the listener throws is not for the stream to catch. */
function tell(listener: (entry: NumberedEntry) => void, entry: NumberedEntry): void {
  try {
    listener(entry);
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}

function againUnlessRefused(error: unknown): undefined {
  if (error instanceof ControlFailure && error.reason === 'unreachable') return undefined;
  throw error;
}

/** The data of each event (HTML, server-sent events); comments and other fields are passed over. */
async function* eventsOf(response: Response): AsyncGenerator<string> {
  if (response.body === null) return;
  let rest = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    const blocks = (rest + decoder.decode(chunk, { stream: true })).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const lines = block.split('\n').filter((line) => line.startsWith('data: '));
      if (lines.length > 0) yield lines.map((line) => line.slice('data: '.length)).join('\n');
    }
  }
}
