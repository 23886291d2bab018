import type { Defect } from '../../parts.ts';

/** Until the cache runs out, a new key does not exist. */
export default {
  breaks: 'server.availability.key-rotation',
  title: 'An unknown key id does not make the server look at the key set again',
  alter: () => ({ mayRefetch: () => false }),
} satisfies Defect;
