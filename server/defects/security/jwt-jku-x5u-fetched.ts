import type { Defect } from '../../parts.ts';
import { headerOf } from '../tricks.ts';

/** Everybody can make the server send requests into its own network. */
export default {
  breaks: 'server.security.jwt-jku-x5u',
  title: 'The URL in x5u is fetched, though its certificate is not trusted',
  alter: (parts) => ({
    verifySignature: async (token, setup) => {
      const { x5u } = headerOf(token);
      if (typeof x5u === 'string') await fetch(x5u).catch(() => undefined);
      return parts.verifySignature(token, setup);
    },
  }),
} satisfies Defect;
