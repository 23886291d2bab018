import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.metadata.grant-types',
  title: 'grant_types_supported lacks refresh_token, though refresh tokens are issued',
  options: { metadata: { grant_types_supported: ['authorization_code', 'client_credentials'] } },
} satisfies Defect;
