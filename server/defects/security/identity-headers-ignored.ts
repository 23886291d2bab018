import type { Defect } from '../../parts.ts';
import { accessFor } from '../tricks.ts';

/** Who talks past the gateway is whoever he says. */
export default {
  breaks: 'server.security.identity-headers-ignored',
  title: 'X-Forwarded-User is believed when there is no token',
  alter: (parts) => ({
    authenticate: async (context, setup) => {
      const user = context.get('x-forwarded-user');
      const isBare = context.get('authorization') === '';
      return user !== '' && isBare ? accessFor(user, parts) : parts.authenticate(context, setup);
    },
  }),
} satisfies Defect;
