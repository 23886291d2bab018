import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.availability.auth-methods-public',
  title: 'Public clients work, and none is not on the list',
  options: {
    metadata: { token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'] },
  },
} satisfies Defect;
