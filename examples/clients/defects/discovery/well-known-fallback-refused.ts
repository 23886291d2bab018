import type { Defect } from '../../parts.ts';
import { endedByStatus, isResourceMetadata } from '../ended-search.ts';

/** A server that guards everything below its path guards the well-known place, too. */
export default {
  breaks: 'client.discovery.well-known-fallback',
  title: 'A 401 for the resource metadata ends the search',
  alter: (parts) => endedByStatus(parts, isResourceMetadata, 401),
} satisfies Defect;
