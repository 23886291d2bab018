import type { Defect } from '../../parts.ts';

/** A key id is looked for in the set, and then the first key is taken all the same. */
export default {
  breaks: 'server.availability.key-overlap',
  title: 'Every token is verified with the first key of the set',
  alter: (parts) => ({
    matchingKeys: (keys, header) => (parts.matchingKeys(keys, header).length === 0 ? [] : keys.slice(0, 1)),
  }),
} satisfies Defect;
