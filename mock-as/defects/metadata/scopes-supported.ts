import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.metadata.scopes-supported',
  title: 'The metadata lists no scopes',
  options: { metadata: { scopes_supported: null } },
} satisfies Defect;
