import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.scope.retry-limit',
  title: 'Steps up without end',
  alter: () => ({ mostLogins: ({ error }) => (error === 'insufficient_scope' ? 12 : 2) }),
} satisfies Defect;
