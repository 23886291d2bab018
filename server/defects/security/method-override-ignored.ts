import type { Defect } from '../../parts.ts';
import { accessFor } from '../tricks.ts';

/** A preflight needs no token, and anything can call itself one. */
export default {
  breaks: 'server.security.method-override-ignored',
  title: 'X-HTTP-Method-Override: OPTIONS gets around the token',
  alter: (parts) => ({
    authenticate: async (context, setup) =>
      context.get('x-http-method-override') === 'OPTIONS'
        ? accessFor('nobody', parts)
        : parts.authenticate(context, setup),
  }),
} satisfies Defect;
