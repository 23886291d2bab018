import type { Defect } from '../../parts.ts';
import { Refused } from '../../types.ts';

export default {
  breaks: 'client.stale-client.cimd-not-replaced',
  title: 'A URL client id that is refused is tried again without end',
  alter: (parts) => ({
    async authorize(session, target, registration) {
      for (;;) {
        try {
          return await parts.authorize(session, target, registration);
        } catch (error) {
          if (registration.origin !== 'document' || !(error instanceof Refused)) throw error;
        }
      }
    },
  }),
} satisfies Defect;
