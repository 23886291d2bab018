import type { Defect } from '../../parts.ts';
import { all, atRootOnly, resourceAs } from '../bend.ts';

/** A URL class writes the origin. */
export default {
  breaks: 'server.metadata.resource-no-trailing-slash',
  title: 'resource is the origin with a slash at its end',
  alter: all(
    atRootOnly,
    resourceAs(({ settings }) => `${new URL(settings.endpointUrl).origin}/`),
  ),
} satisfies Defect;
