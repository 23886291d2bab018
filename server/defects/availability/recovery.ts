import type { Defect } from '../../parts.ts';
import type { Unverifiable } from '../../types.ts';

/** The promise of the first fetch is kept, whatever comes of it. */
export default {
  breaks: 'server.availability.recovery',
  entails: ['server.availability.start-during-outage'],
  title: 'A failed fetch of the keys is remembered for ever',
  alter: (parts) => ({
    createKeySource: (getSetup) => {
      const keys = parts.createKeySource(getSetup);
      let failed: Unverifiable | undefined;
      return {
        find: async (header) => {
          if (failed !== undefined) return failed;
          const found = await keys.find(header);
          if (found.kind === 'unverifiable') failed = found;
          return found;
        },
      };
    },
  }),
} satisfies Defect;
