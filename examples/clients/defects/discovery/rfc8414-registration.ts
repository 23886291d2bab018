import type { Defect } from '../../parts.ts';

/** Most servers have it there. */
export default {
  breaks: 'client.discovery.rfc8414',
  title: 'Registers at /oauth/register, wherever the metadata has its registration endpoint',
  alter: (parts) => ({
    readServerMetadata(document) {
      const server = parts.readServerMetadata(document);
      const { registration_endpoint: named, authorization_endpoint: beside } = server;
      if (named === undefined || !URL.canParse(beside)) return server;
      return { ...server, registration_endpoint: `${new URL(beside).origin}/oauth/register` };
    },
  }),
} satisfies Defect;
