import type { Defect } from '../../parts.ts';
import { Refused } from '../../types.ts';

/** The user configured a client, and another one asks for their consent. */
export default {
  breaks: 'client.stale-client.preregistered-not-replaced',
  title: 'A configured client id that is refused gives way to a registration',
  alter: (parts) => ({
    async authorize(session, target, registration) {
      try {
        return await parts.authorize(session, target, registration);
      } catch (error) {
        if (registration.origin !== 'given' || !(error instanceof Refused)) throw error;
        return parts.authorize(session, target, await parts.register(session, target.server));
      }
    },
  }),
} satisfies Defect;
