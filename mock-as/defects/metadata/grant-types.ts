import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.metadata.grant-types',
  title: 'grant_types_supported lists client_credentials only',
  options: { metadata: { grant_types_supported: ['client_credentials'] } },
} satisfies Defect;
