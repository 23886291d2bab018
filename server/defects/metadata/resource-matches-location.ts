import type { Defect } from '../../parts.ts';
import { resourceAs } from '../bend.ts';

/** One document for every path. */
export default {
  breaks: 'server.metadata.resource-matches-location',
  title: 'resource is the bare origin at the path-inserted location too',
  alter: resourceAs(({ settings }) => new URL(settings.endpointUrl).origin),
} satisfies Defect;
