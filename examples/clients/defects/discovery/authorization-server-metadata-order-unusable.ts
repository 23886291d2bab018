import type { Defect } from '../../parts.ts';
import { endedByPage, isServerMetadata } from '../ended-search.ts';

/** A single-page application answers every path with itself. */
export default {
  breaks: 'client.discovery.authorization-server-metadata-order',
  title: 'A page in the place of the metadata of the authorization server ends the search',
  alter: (parts) => endedByPage(parts, isServerMetadata),
} satisfies Defect;
