import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.metadata.required-members',
  title: 'response_types_supported is left out',
  options: { metadata: { response_types_supported: null } },
} satisfies Defect;
