import type { Style } from '../parts.ts';

export default {
  title: 'Answers each call with an event stream',
  alter: () => ({ protocolOptions: () => ({ responseMode: 'sse' }) }),
  revisions: ['2026-07-28'],
} satisfies Style;
