import type { Style } from '../parts.ts';

export default {
  title:
    'Every client has a secret, which it sends by HTTP Basic or in the body, and keeps its refresh token',
  options: {
    clientAuthenticationMethods: ['client_secret_basic', 'client_secret_post'],
    clientIdMetadataDocuments: false,
    refreshTokenRotation: false,
  },
  warns: ['authorization-server.registration.cimd-supported'],
} satisfies Style;
