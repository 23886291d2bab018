import type { Defect } from '../../parts.ts';

/** Several MCP servers may live on one host. */
export default {
  breaks: 'client.discovery.validate-resource',
  title: 'Of resource only the origin is compared',
  alter: () => ({
    isResourceOf: ({ url }, resource) =>
      URL.canParse(resource) && new URL(resource).origin === new URL(url).origin,
  }),
} satisfies Defect;
