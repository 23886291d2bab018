import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.availability.no-401-loop',
  entails: ['client.scope.retry-limit'],
  title: 'Logs in again as often as it is refused',
  alter: () => ({ mostLogins: () => 1_000 }),
} satisfies Defect;
