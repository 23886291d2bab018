import type { Defect } from '../../parts.ts';

/** New keys are added to a map from which nothing is ever taken. */
export default {
  breaks: 'server.availability.removed-key-retired',
  title: 'Keys that are no longer published stay trusted',
  alter: (parts) => ({
    keysAfterFetch: (state, fetched, setup) => {
      const next = parts.keysAfterFetch(state, fetched, setup);
      const kept = state.keys.filter((old) => !next.keys.some((key) => key.kid === old.kid));
      return { ...next, keys: [...next.keys, ...kept] };
    },
  }),
} satisfies Defect;
