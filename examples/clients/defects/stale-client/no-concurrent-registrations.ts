import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.stale-client.no-concurrent-registrations',
  entails: ['client.availability.single-refresh'],
  title: 'Each request that is refused starts a login of its own',
  alter: () => ({ sharesLogins: () => false, alone: (_session, work) => work() }),
} satisfies Defect;
