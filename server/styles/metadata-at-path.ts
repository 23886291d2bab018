import { places, ROOT_PLACE } from '../defects/bend.ts';
import type { Style } from '../parts.ts';

export default {
  title: 'Publishes its metadata only where its path is inserted',
  alter: places((path) => (path === ROOT_PLACE ? undefined : path)),
  revisions: ['2025-06-18'],
  proves: ['server.discovery.at-least-one-mechanism', 'server.metadata.resource-present'],
} satisfies Style;
