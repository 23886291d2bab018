import { atRootOnly } from '../defects/bend.ts';
import type { Style } from '../parts.ts';

export default {
  title: 'Publishes its metadata at the root only, where the challenge points',
  alter: atRootOnly,
  revisions: ['2025-06-18', '2026-07-28'],
  proves: ['server.discovery.at-least-one-mechanism', 'server.metadata.resource-present'],
} satisfies Style;
