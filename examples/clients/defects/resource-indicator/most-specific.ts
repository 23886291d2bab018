import type { Defect } from '../../parts.ts';

/** The origin stands for everything on it. */
export default {
  breaks: 'client.resource-indicator.most-specific',
  title: 'The resource is the origin only',
  alter: (parts) => ({
    resourceFor(session, metadata) {
      const resource = parts.resourceFor(session, metadata);
      return resource === undefined ? undefined : new URL(resource).origin;
    },
  }),
} satisfies Defect;
