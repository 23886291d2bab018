import type { Style } from '../parts.ts';

export default {
  title: 'Metadata stands in an OAuth document and in an OpenID Connect one',
  options: { openidConfiguration: true },
} satisfies Style;
