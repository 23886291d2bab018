import type { Defect } from '../../parts.ts';
import { Trouble } from '../../types.ts';

/** New names are welcome, as long as they are of the types that it has seen so far. */
export default {
  breaks: 'client.discovery.ignore-unknown-members',
  title: 'A member that is null or a number makes a document unusable',
  alter: (parts) => ({
    readResourceMetadata(document) {
      const odd = Object.entries(document).find(([, value]) => value === null || typeof value === 'number');
      if (odd !== undefined) throw new Trouble(`${odd[0]} is neither text nor list.`);
      return parts.readResourceMetadata(document);
    },
  }),
} satisfies Defect;
