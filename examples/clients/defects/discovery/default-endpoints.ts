import type { Defect } from '../../parts.ts';

/** The base URL of the authorization is the origin, without the path. */
export default {
  breaks: 'client.discovery.default-endpoints',
  title: 'The default endpoints are looked for below the path of the MCP server',
  alter: (parts) => ({
    defaultEndpoints: (session) => ({
      ...parts.defaultEndpoints(session),
      authorization_endpoint: `${session.url}/authorize`,
      token_endpoint: `${session.url}/token`,
      registration_endpoint: `${session.url}/register`,
    }),
  }),
} satisfies Defect;
