import type { Style } from '../parts.ts';

export default {
  title: 'Speaks revision 2026-07-28 and no other',
  alter: () => ({ protocolOptions: () => ({ legacy: 'reject' }) }),
  revisions: ['2026-07-28'],
} satisfies Style;
