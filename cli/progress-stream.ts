/** Where progress goes, and what it is made of. */
import type { RunEvent } from '../harness/contract.ts';

/** The part of a stream that progress needs. */
export interface ProgressStream {
  isTTY?: boolean | undefined;
  columns?: number | undefined;
  rows?: number | undefined;
  write(text: string): unknown;
}

export interface Progress {
  onEvent: (event: RunEvent) => void;
  /** Takes away what changes, so that what follows starts on a clean line. */
  done: () => void;
}
