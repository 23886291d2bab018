import type { Defect } from '../../parts.ts';
import { ENDPOINT_PATH } from '../../options.ts';
import { accessFor } from '../tricks.ts';

/** The guard reads the path before it is decoded, the router after. */
export default {
  breaks: 'server.security.path-variants-protected',
  title: 'The endpoint in encoded letters is served without a token',
  alter: (parts) => ({
    outermost: (context, next) => {
      const isOther = context.path !== ENDPOINT_PATH && decodeURIComponent(context.path) === ENDPOINT_PATH;
      if (isOther)
        Object.assign(context, { path: ENDPOINT_PATH, state: { ...context.state, unprotected: true } });
      return next();
    },
    authenticate: async (context, setup) =>
      context.state['unprotected'] === true ? accessFor('nobody', parts) : parts.authenticate(context, setup),
  }),
} satisfies Defect;
