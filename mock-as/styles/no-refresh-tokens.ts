import type { Style } from '../parts.ts';

export default {
  title: 'Nobody gets a refresh token',
  options: {
    refreshTokens: 'offline_access',
    metadata: {
      grant_types_supported: ['authorization_code', 'client_credentials'],
      scopes_supported: ['openid', 'search:read', 'search:write', 'files:read'],
    },
  },
} satisfies Style;
