import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.metadata.pkce-advertised',
  title: 'The metadata does not say that S256 is supported',
  options: { metadata: { code_challenge_methods_supported: null } },
} satisfies Defect;
