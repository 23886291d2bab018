import type { Defect } from '../../parts.ts';
import { endedByStatus, isServerMetadata } from '../ended-search.ts';

/** Gateways answer what they do not know with 403. */
export default {
  breaks: 'client.discovery.authorization-server-metadata-order',
  title: 'A 403 for the metadata of the authorization server ends the search',
  alter: (parts) => endedByStatus(parts, isServerMetadata, 403),
} satisfies Defect;
