/** What both sides of the control plane agree on, as types. */
import type { TrafficEntry } from '../traffic.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One member of a request that is not as it should be. */
export interface FieldProblem {
  /** `claims.exp`, `body` for the whole, or `query.since`. */
  readonly field: string;
  readonly detail: string;
}

/** The body of a refusal (RFC 9457 §3.1). `title` says all about the type, so there is no `type` (§4.2.1). */
export interface ProblemDetails {
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly errors?: readonly FieldProblem[];
}

/**
 * An exchange with its place in the order in which exchanges ended. Ids count beginnings, so a reader who asks for
 * what came after an id would miss a slow exchange that began before it.
 */
export interface NumberedEntry extends TrafficEntry {
  /** Counts from 1 within one control plane. */
  readonly sequence: number;
}
