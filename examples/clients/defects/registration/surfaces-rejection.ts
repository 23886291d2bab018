import type { Defect } from '../../parts.ts';
import { Refused } from '../../types.ts';

export default {
  breaks: 'client.registration.surfaces-rejection',
  title: 'Of a refused registration the user learns only that something failed',
  alter: (parts) => ({
    async register(session, server) {
      try {
        return await parts.register(session, server);
      } catch (error) {
        throw error instanceof Refused ? new Refused(error.code, 'fetch failed') : error;
      }
    },
  }),
} satisfies Defect;
