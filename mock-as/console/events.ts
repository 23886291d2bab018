import type { ServerResponse } from 'node:http';
import type { MockAuthorizationServer } from '../mock.ts';

/** Server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html) to the open pages. */
export interface Streams {
  /** Keeps the response open as a stream; false when there are too many already. */
  open(response: ServerResponse, listener: Listener): boolean;
  /** Something but the traffic has changed. */
  readonly changed: () => void;
  close(): void;
}

/** What one page wants to know; returns the way to stop it. */
export type Listener = (send: (event: string, data: string) => void) => () => void;

const most = 30;
const heartbeat = 15_000;
const lookInterval = 2_000;

/** @param mock Looked at now and then, since the control plane and tests change it without a word to the console. */
export function createStreams(mock: MockAuthorizationServer): Streams {
  const open = new Map<ServerResponse, () => void>();
  const timers: NodeJS.Timeout[] = [];
  let before = '';

  const sendAll = (text: string): void => {
    for (const response of open.keys()) response.write(text);
  };
  const changed = (): void => sendAll(frame('changed', ''));
  const look = (): void => {
    const now = fingerprint(mock);
    if (now !== before) changed();
    before = now;
  };
  const begin = (): void => {
    before = fingerprint(mock);
    timers.push(setInterval(look, lookInterval).unref());
    timers.push(setInterval(() => sendAll(': still there\n\n'), heartbeat).unref());
  };
  const end = (): void => {
    for (const timer of timers.splice(0)) clearInterval(timer);
  };

  return {
    open: (response, listener) => {
      if (open.size >= most) return false;
      if (open.size === 0) begin();
      response.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8' });
      response.write('retry: 1000\n\n');
      const stop = listener((event, data) => void response.write(frame(event, data)));
      open.set(response, stop);
      response.once('close', () => {
        stop();
        open.delete(response);
        if (open.size === 0) end();
      });
      return true;
    },
    changed,
    close: () => {
      end();
      for (const [response, stop] of open) {
        stop();
        response.end();
      }
      open.clear();
    },
  };
}

function frame(event: string, data: string): string {
  const lines = data.split('\n').map((line) => `data: ${line}\n`);
  return `event: ${event}\n${lines.join('')}\n`;
}

/** What is cheap to look at. */
function fingerprint(mock: MockAuthorizationServer): string {
  const { keys, outages, clock, resources } = mock;
  return JSON.stringify([keys.list(), outages.list(), clock.offset, resources.list(), mock.settings()]);
}
