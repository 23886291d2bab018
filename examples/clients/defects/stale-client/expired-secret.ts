import type { Defect } from '../../parts.ts';
import { Trouble } from '../../types.ts';

export default {
  breaks: 'client.stale-client.expired-secret',
  title: 'When a secret ends is not looked at, and its refusal is an error',
  alter: (parts) => ({
    hasExpired: () => false,
    async authorize(session, target, registration) {
      try {
        return await parts.authorize(session, target, registration);
      } catch (error) {
        throw registration.secret === undefined ? error : new Trouble(String(error));
      }
    },
  }),
} satisfies Defect;
