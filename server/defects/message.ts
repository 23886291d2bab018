import type { Parts } from '../parts.ts';
import type { Access, HttpContext } from '../types.ts';
import { isObject, type JsonObject } from '../verify/upstream.ts';

/** One JSON-RPC message that was let in, with the request that brought it. */
export interface Arrived {
  context: HttpContext;
  access: Access;
  message: JsonObject;
}

/** Looks at each message just before it is served; `false` when it has been answered already. */
export function beforeServing(parts: Parts, look: (arrived: Arrived) => boolean): Partial<Parts> {
  let last: { body: unknown; access: Access } | undefined;
  return {
    missingScopes: (body, access, setup) => {
      last = { body, access };
      return parts.missingScopes(body, access, setup);
    },
    // Called in the same turn as `missingScopes`, so no other request comes between.
    innermost: async (context, next) => {
      const message = isObject(last?.body) ? last.body : undefined;
      const goesOn = last === undefined || message === undefined || look({ ...last, context, message });
      if (goesOn) await parts.innermost(context, next);
    },
  };
}
