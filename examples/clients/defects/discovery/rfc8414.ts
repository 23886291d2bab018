import type { Defect } from '../../parts.ts';

/** Many servers have them there. */
export default {
  breaks: 'client.discovery.rfc8414',
  title: '/authorize, /token and /register are taken for the endpoints of every server',
  alter: (parts) => ({
    async discover(session, challenge) {
      const found = await parts.discover(session, challenge);
      const { origin } = new URL(found.server.issuer);
      const server = {
        ...found.server,
        authorization_endpoint: `${origin}/authorize`,
        token_endpoint: `${origin}/token`,
        registration_endpoint: `${origin}/register`,
      };
      return { ...found, server };
    },
  }),
} satisfies Defect;
