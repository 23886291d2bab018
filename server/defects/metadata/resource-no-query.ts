import type { Defect } from '../../parts.ts';
import { all, atRootOnly, resourceAs } from '../bend.ts';

/** The URL of the request is copied with all that hangs on it. */
export default {
  breaks: 'server.metadata.resource-no-query',
  title: 'resource has a query',
  alter: all(
    atRootOnly,
    resourceAs(({ settings }) => `${settings.endpointUrl}?version=1`),
  ),
} satisfies Defect;
