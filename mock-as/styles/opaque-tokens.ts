import type { Style } from '../parts.ts';

export default {
  title: 'Access tokens are handles that only introspection explains',
  options: { accessTokens: 'opaque' },
} satisfies Style;
