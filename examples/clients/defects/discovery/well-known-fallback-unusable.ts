import type { Defect } from '../../parts.ts';
import { endedByPage, isResourceMetadata } from '../ended-search.ts';

/** A single-page application answers every path with itself. */
export default {
  breaks: 'client.discovery.well-known-fallback',
  title: 'A page in the place of the resource metadata ends the search',
  alter: (parts) => endedByPage(parts, isResourceMetadata),
} satisfies Defect;
