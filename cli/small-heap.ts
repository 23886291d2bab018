import { setFlagsFromString } from 'node:v8';

/**
 * Lets the heap grow to twice of what is in use before it is collected; V8 would let it grow to four times, and keeps
 * what it has. Less would be collected so often that each answer takes longer. For programs that run all day beside
 * others; a library leaves that to who uses it.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--heap-growing-percent=100');
}
