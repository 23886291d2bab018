import type { Defect } from '../../parts.ts';

/** The fetch is made, and its result dropped: the first set stays. */
export default {
  breaks: 'server.availability.key-rotation',
  title: 'The key set of the start is kept for ever',
  alter: (parts) => ({
    keysAfterFetch: (state, fetched, setup) => {
      const next = parts.keysAfterFetch(state, fetched, setup);
      return state.keys.length > 0 ? { ...next, keys: state.keys } : next;
    },
  }),
} satisfies Defect;
