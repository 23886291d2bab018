import type { Check, Evidence } from '../contract.ts';
import type { ServerContext } from './context.ts';

/** A check as its file says it; its id is its path. */
export type ServerCheck<E extends Evidence> = Omit<Check<ServerContext, E>, 'id'>;

/** Gives a check of the role `server` its types. */
export function serverCheck<E extends Evidence>(check: ServerCheck<E>): ServerCheck<E> {
  return check;
}
