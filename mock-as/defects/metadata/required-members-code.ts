import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.metadata.required-members',
  title: 'The response type code is not on the list',
  options: { metadata: { response_types_supported: ['id_token'] } },
} satisfies Defect;
