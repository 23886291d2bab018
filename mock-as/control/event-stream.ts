import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Context } from 'koa';
import type { TrafficFeed } from './traffic-feed.ts';

/** How long a stream may stay silent, milliseconds. */
const HEARTBEAT_MS = 15_000;
/** How long a reader waits before it comes back, milliseconds. */
const RETRY_MS = 500;
const BATCH = 50;
/** Streams that may be open at once. */
const MOST = 32;

/** The open streams of one control plane. */
export interface Streams {
  /** Answers with a stream of what comes after that number; false when there are too many. */
  open(feed: TrafficFeed, context: Context, since: number): boolean;
}

/** @param heartbeatMs how long a stream may stay silent, milliseconds. */
export function createStreams(heartbeatMs = HEARTBEAT_MS): Streams {
  let count = 0;
  return {
    open: (feed, context, since) => {
      if (count >= MOST) return false;
      count += 1;
      const response = context.res;
      context.respond = false;
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      void writeEvents(feed, response, { since, heartbeatMs }).finally(() => {
        count -= 1;
      });
      return true;
    },
  };
}

/** What a reader that comes back has seen, as `Last-Event-ID` says it. */
export function positionOf(lastEventId: string): number | undefined {
  return /^\d{1,15}$/.test(lastEventId) ? Number(lastEventId) : undefined;
}

/**
 * Writes exchanges as server-sent events until the reader goes or the feed ends. It takes from the feed only what the
 * reader has taken: one that is too slow misses what the feed no longer holds, and fills no memory.
 */
async function writeEvents(
  feed: TrafficFeed,
  response: ServerResponse,
  { since, heartbeatMs }: { since: number; heartbeatMs: number },
): Promise<void> {
  const gone = new AbortController();
  let more: () => void = () => undefined;
  response.once('close', () => {
    gone.abort();
    more();
  });
  const stop = feed.onMore(() => more());
  const heartbeat = setInterval(() => {
    // Who does not read needs no sign of life.
    if (!response.writableNeedDrain) response.write(': here\n\n');
  }, heartbeatMs).unref();
  const isOver = (): boolean => feed.ended || gone.signal.aborted;
  let position = since;
  try {
    response.write(`retry: ${RETRY_MS}\n\n`);
    while (!isOver()) {
      const entries = feed.list({ since: position, limit: BATCH });
      for (const entry of entries) {
        position = entry.sequence;
        const event = `id: ${entry.sequence}\nevent: exchange\ndata: ${JSON.stringify(entry)}\n\n`;
        if (!response.write(event)) await once(response, 'drain', { signal: gone.signal });
      }
      if (entries.length === 0 && !isOver()) await new Promise<void>((resolve) => (more = resolve));
    }
  } catch {
    // Waiting for a reader that has gone ends so.
  } finally {
    stop();
    clearInterval(heartbeat);
    response.end();
  }
}
