/** Ctrl-C and its kin: the first one ends the run in order, the second one ends the process. */
import { EXIT } from './failure.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A terminal and a parent process may both pass the same Ctrl-C on; within this time it counts as one. */
const SAME_MS = 300;

export interface Interruption {
  readonly signal: AbortSignal;
  /** Gives the signals back to Node.js. */
  release(): void;
}

/** What a signal may end in place of the run; false when there is nothing of that kind. */
export type Taken = () => boolean;

/**
 * Turns signals into an abort. The process ends at once on a second one; what the lab started dies with it.
 *
 * @param note Called once, at the first signal.
 * @param taken Is asked first, at each signal.
 */
export function onInterrupt(note: () => void, taken: Taken = () => false): Interruption {
  const controller = new AbortController();
  let first: number | undefined;
  const listener = () => {
    const now = performance.now();
    if (taken()) return;
    if (first === undefined) {
      first = now;
      note();
      controller.abort(new Error('interrupted'));
    } else if (now - first > SAME_MS) {
      process.exit(EXIT.interrupted);
    }
  };
  for (const signal of SIGNALS) process.on(signal, listener);
  return {
    signal: controller.signal,
    release() {
      for (const signal of SIGNALS) process.off(signal, listener);
    },
  };
}

/** Resolves at the first signal. A second one ends the process at once. */
export function untilInterrupted(): Promise<void> {
  return new Promise((resolve) => {
    onInterrupt(resolve);
  });
}
