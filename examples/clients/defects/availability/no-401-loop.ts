import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.availability.no-401-loop',
  title: 'Logs in again as often as it is refused',
  alter: () => ({ mostLogins: ({ error }) => (error === 'insufficient_scope' ? 2 : 1_000) }),
} satisfies Defect;
