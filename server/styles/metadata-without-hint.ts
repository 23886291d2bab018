import { hintAs } from '../defects/bend.ts';
import type { Style } from '../parts.ts';

/** Either the challenge or a well-known place tells where the metadata is (since 2025-11-25). */
export default {
  title: 'Names no metadata in its challenge; the well-known places have it',
  alter: hintAs(() => undefined),
  revisions: ['2025-11-25'],
  warns: ['server.challenge.resource-metadata'],
} satisfies Style;
