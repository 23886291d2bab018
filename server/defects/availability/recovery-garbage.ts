import type { Defect } from '../../parts.ts';
import type { Unverifiable } from '../../types.ts';

/** A status of 200 is reason enough to put the answer into the cache. */
export default {
  breaks: 'server.availability.recovery',
  title: 'A web page in place of the metadata is remembered for ever',
  alter: (parts) => {
    let failed: Unverifiable | undefined;
    return {
      discover: async (setup, signal) => {
        if (failed !== undefined) return failed;
        const discovered = await parts.discover(setup, signal);
        const isGarbage = discovered.kind === 'unverifiable' && discovered.cause.endsWith('answered 200');
        if (isGarbage) failed = discovered;
        return discovered;
      },
    };
  },
} satisfies Defect;
