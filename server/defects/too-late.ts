import { ServerResponse } from 'node:http';
import { refuse } from '../access/refuse.ts';
import type { Parts } from '../parts.ts';
import type { HttpContext, Setup } from '../types.ts';

/** The lie that one check of the token comes only after the call was carried out. */
export function checkedTooLate(check: 'checkExpiry' | 'checkAudience'): (parts: Parts) => Partial<Parts> {
  return (parts) => {
    const late = new WeakMap<HttpContext, { setup: Setup; reason: string }>();
    return {
      authenticate: async (context, setup) => {
        const unchecked = { ...setup, parts: { ...setup.parts, [check]: () => undefined } };
        const access = await parts.authenticate(context, unchecked);
        const reason = access === undefined ? undefined : parts[check](access.claims, setup, {});
        if (reason !== undefined) late.set(context, { setup, reason });
        return access;
      },
      innermost: async (context, next) => {
        const refusal = late.get(context);
        if (refusal === undefined) return parts.innermost(context, next);
        const { res } = context;
        context.res = new ServerResponse(context.req);
        await next();
        context.res = res;
        context.respond = true;
        refuse(context, { kind: 'invalid', reason: refusal.reason }, refusal.setup);
      },
    };
  };
}
