import type { Defect } from '../../parts.ts';

/** A URL as a library writes it: it gives an origin a slash. */
export default {
  breaks: 'client.resource-indicator.no-trailing-slash',
  title: 'The resource is written anew by a URL parser',
  alter: (parts) => ({
    resourceFor(session, metadata) {
      const resource = parts.resourceFor(session, metadata);
      return resource === undefined ? undefined : new URL(resource).href;
    },
  }),
} satisfies Defect;
