import type { Style } from '../parts.ts';

export default {
  title: 'Metadata is an OpenID Connect discovery document, and nothing else',
  options: { environmentMetadata: false, openidConfiguration: true },
  revisions: ['2025-11-25', '2026-07-28'],
} satisfies Style;
