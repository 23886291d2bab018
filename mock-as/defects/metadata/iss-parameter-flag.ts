import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.metadata.iss-parameter-flag',
  title: 'Responses carry iss, and the metadata does not say so',
  options: { metadata: { authorization_response_iss_parameter_supported: null } },
} satisfies Defect;
