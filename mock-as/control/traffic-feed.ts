import type { Traffic, TrafficEntry } from '../traffic.ts';
import type { NumberedEntry } from './wire.ts';

/** The traffic of a mock, for readers who come back for more. */
export interface TrafficFeed {
  /** Oldest first: what ended after the one with that number. */
  list(options?: { since?: number | undefined; limit?: number | undefined }): NumberedEntry[];
  /** The number of the newest; 0 before the first. */
  readonly last: number;
  /** Calls the listener after each further exchange, and once at the end; returns the way to stop that. */
  onMore(listener: () => void): () => void;
  readonly ended: boolean;
  /** Ends every reader. */
  end(): void;
}

/** Numbers the exchanges of a mock. */
export function createTrafficFeed(traffic: Traffic): TrafficFeed {
  const numbers = new WeakMap<TrafficEntry, number>();
  const listeners = new Set<() => void>();
  let last = 0;
  let ended = false;
  const number = (entry: TrafficEntry): void => void numbers.set(entry, ++last);
  const wake = (): void => {
    for (const listener of [...listeners]) listener();
  };
  traffic.list().forEach(number);
  const stop = traffic.onEntry((entry) => {
    number(entry);
    wake();
  });
  return {
    list: ({ since = 0, limit = Infinity } = {}) => {
      // Who comes from an earlier process knows a number that is yet to come.
      const from = since > last ? 0 : since;
      return traffic
        .list()
        .map((entry) => ({ ...entry, sequence: numbers.get(entry) ?? 0 }))
        .filter(({ sequence }) => sequence > from)
        .slice(0, limit);
    },
    get last() {
      return last;
    },
    onMore: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    get ended() {
      return ended;
    },
    end: () => {
      ended = true;
      stop();
      wake();
      listeners.clear();
    },
  };
}
