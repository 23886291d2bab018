import type { Defect } from '../../parts.ts';

/** Only the authorization endpoint has learned of the parameter. */
export default {
  breaks: 'authorization-server.resource-indicator.parameter-tolerated',
  // Then no code is redeemed, whatever its challenge was.
  entails: ['authorization-server.pkce.s256-supported'],
  title: 'A token request that repeats the resource of its code is refused',
  // Where there is one resource only, a request need not name it.
  options: { resources: [{ url: 'https://mcp.example.com/mcp', scopes: ['search:read', 'search:write'] }] },
  alter: () => ({
    tokenRequest: (_environment, form) => {
      const isCode = form.get('grant_type') === 'authorization_code';
      // Twice the same parameter is refused with invalid_request.
      if (isCode && form.has('resource')) form.append('grant_type', 'authorization_code');
    },
  }),
} satisfies Defect;
