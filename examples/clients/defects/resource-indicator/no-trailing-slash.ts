import type { Defect } from '../../parts.ts';

/** So that paths can be appended. */
export default {
  breaks: 'client.resource-indicator.no-trailing-slash',
  title: 'A slash is added to the resource',
  alter: (parts) => ({
    resourceFor(session, metadata) {
      const resource = parts.resourceFor(session, metadata);
      return resource === undefined ? undefined : resource.replace(/\/?$/, '/');
    },
  }),
} satisfies Defect;
