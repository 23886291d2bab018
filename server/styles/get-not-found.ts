import type { Style } from '../parts.ts';

/** The texts say 405; a router that knows only POST says 404, and that is no stream either. */
export default {
  title: 'Answers GET and DELETE with 404',
  alter: () => ({ otherMethodStatus: () => 404 }),
  revisions: ['2025-11-25'],
} satisfies Style;
