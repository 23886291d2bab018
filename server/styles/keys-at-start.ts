import type { Style } from '../parts.ts';

/** The key set is there before the first request, and an unknown key id is looked up later. */
export default {
  title: 'Fetches the key set when it starts',
  revisions: ['2025-11-25'],
  alter: (parts) => ({
    createKeySource: (getSetup) => {
      const keys = parts.createKeySource(getSetup);
      void Promise.resolve().then(() => keys.find({ alg: 'RS256' }));
      return keys;
    },
  }),
} satisfies Style;
