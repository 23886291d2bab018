import type { CheckDefinition, Evidence } from '../contract.ts';
import type { AuthorizationServerContext } from './context.ts';

/** A check of the role `authorization-server` as its file says it. */
export type AuthorizationServerCheck<E extends Evidence> = CheckDefinition<AuthorizationServerContext, E>;

/** Gives a check of the role `authorization-server` its types. */
export function authorizationServerCheck<E extends Evidence>(
  check: AuthorizationServerCheck<E>,
): AuthorizationServerCheck<E> {
  return check;
}
