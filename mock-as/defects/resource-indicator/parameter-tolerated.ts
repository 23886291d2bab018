import type { Defect } from '../../parts.ts';

/** An older server took the parameter for another name of the scope, and refuses to be told both. */
export default {
  breaks: 'authorization-server.resource-indicator.parameter-tolerated',
  title: 'Authorization requests with resource and scope together are refused',
  // Where there is one resource only, a request need not name it.
  options: { resources: [{ url: 'https://mcp.example.com/mcp', scopes: ['search:read', 'search:write'] }] },
  alter: () => ({
    authorizationRequest: (_environment, parameters) => {
      if (!parameters.has('resource') || !parameters.has('scope')) return;
      // Twice the same parameter is refused with invalid_request.
      for (const mode of ['query', 'query']) parameters.append('response_mode', mode);
    },
  }),
} satisfies Defect;
