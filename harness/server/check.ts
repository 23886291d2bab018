import type { CheckDefinition, Evidence } from '../contract.ts';
import type { ServerContext } from './context.ts';

/** A check of the role `server` as its file says it. */
export type ServerCheck<E extends Evidence> = CheckDefinition<ServerContext, E>;

/** Gives a check of the role `server` its types. */
export function serverCheck<E extends Evidence>(check: ServerCheck<E>): ServerCheck<E> {
  return check;
}
