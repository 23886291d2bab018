import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.metadata.issuer-form',
  entails: ['authorization-server.discovery.issuer-identical'],
  title: 'The issuer is a name and no URL',
  options: { metadata: { issuer: 'my-auth-server' } },
} satisfies Defect;
