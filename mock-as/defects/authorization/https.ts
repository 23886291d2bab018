import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.authorization.https',
  title: 'The whole application answers plain http as well',
  options: { tls: true },
  strictHttps: true,
  alter: () => ({ plainHttpToo: true }),
} satisfies Defect;
