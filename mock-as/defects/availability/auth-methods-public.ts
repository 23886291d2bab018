import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.availability.auth-methods-public',
  title: 'The metadata does not say how clients authenticate',
  options: { metadata: { token_endpoint_auth_methods_supported: null } },
} satisfies Defect;
