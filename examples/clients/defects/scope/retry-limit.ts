import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.scope.retry-limit',
  title: 'Steps up without end',
  alter: () => ({ mostLogins: () => 12 }),
} satisfies Defect;
