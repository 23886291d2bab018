import type { Style } from '../parts.ts';

export default {
  title: 'Serves no browsers: each request with an Origin is refused, its own included',
  alter: () => ({ originAllowed: (origin) => origin === undefined }),
  revisions: ['2026-07-28'],
} satisfies Style;
