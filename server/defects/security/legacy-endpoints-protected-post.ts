import type { Defect } from '../../parts.ts';
import { ENDPOINT_PATH } from '../../options.ts';
import { accessFor } from '../tricks.ts';

/** The old transport was never taken away, nor locked. */
export default {
  breaks: 'server.security.legacy-endpoints-protected',
  title: 'POST /messages is served without a token',
  alter: (parts) => ({
    outermost: (context, next) => {
      const isOld = context.path === '/messages';
      if (isOld)
        Object.assign(context, { path: ENDPOINT_PATH, state: { ...context.state, unprotected: true } });
      return next();
    },
    authenticate: async (context, setup) =>
      context.state['unprotected'] === true ? accessFor('nobody', parts) : parts.authenticate(context, setup),
  }),
} satisfies Defect;
