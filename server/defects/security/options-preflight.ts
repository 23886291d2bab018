import type { Defect } from '../../parts.ts';
import { ENDPOINT_PATH } from '../../options.ts';

/** A browser never sends a token along with a preflight. */
export default {
  breaks: 'server.security.options-preflight',
  title: 'A preflight without a token is answered with 401',
  alter: () => ({
    outermost: async (context, next) => {
      if (context.method !== 'OPTIONS' || context.path !== ENDPOINT_PATH) return next();
      context.status = 401;
    },
  }),
} satisfies Defect;
