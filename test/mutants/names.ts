import type { Revision, Role } from '../../harness/contract.ts';

/** `<role>/<topic>/<name>`: what a defect is called in the matrix. */
export function nameOf(role: Role, { id }: { id: string }): string {
  return `${role}/${id}`;
}

/** What the run without a lie is called. */
export function baselineOf(role: Role, revision: Revision): string {
  return `${role} baseline ${revision}`;
}

/** What one process of the matrix is asked to try. */
export interface Request {
  /** A baseline, or a defect. */
  name: string;
  /** Ids of the checks to play; all where there is none. */
  only?: string[];
}
