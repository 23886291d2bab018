import { ServerResponse } from 'node:http';
import type { Defect } from '../../parts.ts';
import { refuse } from '../../access/refuse.ts';
import type { HttpContext, Setup } from '../../types.ts';

/** The call is made first, and the refusal comes too late. */
export default {
  breaks: 'server.token-validation.before-processing',
  title: 'An expired token is refused after the call was carried out',
  alter: (parts) => {
    const late = new WeakMap<HttpContext, Setup>();
    return {
      authenticate: async (context, setup) => {
        const unchecked = { ...setup, parts: { ...setup.parts, checkExpiry: () => undefined } };
        const access = await parts.authenticate(context, unchecked);
        if (access !== undefined && parts.checkExpiry(access.claims, setup, {}) !== undefined) {
          late.set(context, setup);
        }
        return access;
      },
      innermost: async (context, next) => {
        const setup = late.get(context);
        if (setup === undefined) return parts.innermost(context, next);
        const { res } = context;
        context.res = new ServerResponse(context.req);
        await next();
        context.res = res;
        context.respond = true;
        refuse(context, { kind: 'invalid', reason: 'The access token has expired.' }, setup);
      },
    };
  },
} satisfies Defect;
