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

/** A phase may name what the target sent; escape sequences must not reach the terminal. */
export function clean(text: string): string {
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]+/g, ' ');
}
