import type { Defect } from '../../parts.ts';

/** To a server `/mcp` and `/mcp/` may be two things. */
export default {
  breaks: 'client.discovery.validate-resource',
  title: 'A slash at the end of resource is overlooked',
  alter: (parts) => ({
    isResourceOf: (session, resource) => parts.isResourceOf(session, resource.replace(/\/$/, '')),
  }),
} satisfies Defect;
