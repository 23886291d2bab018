import type { Defect } from '../../parts.ts';

/** Right for https://host/mcp, which is where it was tried. */
export default {
  breaks: 'client.discovery.default-endpoints',
  title: 'The default endpoints are resolved as links beside the MCP endpoint',
  alter: (parts) => ({
    defaultEndpoints: (session) => ({
      ...parts.defaultEndpoints(session),
      authorization_endpoint: new URL('authorize', session.url).href,
      token_endpoint: new URL('token', session.url).href,
      registration_endpoint: new URL('register', session.url).href,
    }),
  }),
} satisfies Defect;
