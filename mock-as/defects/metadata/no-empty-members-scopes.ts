import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.metadata.no-empty-members',
  entails: ['authorization-server.metadata.scopes-supported'],
  title: 'No scopes are told as an empty list of scopes',
  options: { metadata: { scopes_supported: [] } },
} satisfies Defect;
