import type { Defect } from '../../parts.ts';
import { refreshedBy } from '../refreshes.ts';

/** A new refresh token is issued, and the old one is not marked as used. */
export default {
  breaks: 'authorization-server.refresh.old-token-refused',
  title: 'Old refresh tokens stay valid beside the new one',
  alter: () => ({
    tokenRequest: (environment, form) => {
      delete refreshedBy(environment, form)?.token.consumed;
    },
  }),
} satisfies Defect;
