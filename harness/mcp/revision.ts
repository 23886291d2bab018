import type { Revision } from '../contract.ts';

/** Oldest first. */
export const REVISIONS: readonly Revision[] = ['2025-03-26', '2025-06-18', '2025-11-25', '2026-07-28'];

/**
 * The revision by which a server is judged that has not told which ones it speaks (it refuses every call without a
 * token, and there is none). Everything that 2025-11-25 demands of an unauthenticated answer, 2026-07-28 demands too.
 */
export const UNTOLD_REVISION: Revision = '2025-11-25';

/** The first revision without handshake and sessions: each request carries its own metadata. */
export const MODERN: Revision = '2026-07-28';

export function isModern(revision: Revision): boolean {
  return revision >= MODERN;
}

export function isRevision(value: unknown): value is Revision {
  return REVISIONS.some((revision) => revision === value);
}

/** The newest of ours that stands in the other side's list. */
export function newestOf(offered: readonly unknown[]): Revision | undefined {
  return REVISIONS.findLast((revision) => offered.includes(revision));
}
