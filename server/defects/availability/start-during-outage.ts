import type { Defect } from '../../parts.ts';

/** Discovery happens once, when the server starts, and its outcome is final. */
export default {
  breaks: 'server.availability.start-during-outage',
  // An outage that begins while the server starts counts as one at the start.
  entails: ['server.availability.recovery'],
  title: 'A server that started during an outage never works',
  alter: (parts) => ({
    createKeySource: (getSetup) => {
      const keys = parts.createKeySource(getSetup);
      const first = Promise.resolve().then(() => parts.fetchKeySet(getSetup()));
      return {
        find: async (header) => {
          const fetched = await first;
          return fetched.kind === 'unverifiable' ? fetched : keys.find(header);
        },
      };
    },
  }),
} satisfies Defect;
