import type { Defect } from '../../parts.ts';
import { headerOf, verifiedOver } from '../tricks.ts';

/** What the sender calls critical is passed over. */
export default {
  breaks: 'server.security.jwt-crit',
  title: 'A critical header extension is ignored',
  alter: (parts) => ({
    verifySignature: async (token, setup) =>
      headerOf(token)['crit'] === undefined
        ? parts.verifySignature(token, setup)
        : verifiedOver(token.slice(0, token.lastIndexOf('.')), token, setup),
  }),
} satisfies Defect;
