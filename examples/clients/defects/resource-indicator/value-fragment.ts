import type { Defect } from '../../parts.ts';

/** A reference to a part of a resource names none. */
export default {
  breaks: 'client.resource-indicator.value',
  title: 'The resource has a fragment',
  alter: (parts) => ({
    resourceFor(session, metadata) {
      const resource = parts.resourceFor(session, metadata);
      return resource === undefined ? undefined : `${resource}#mcp`;
    },
  }),
} satisfies Defect;
