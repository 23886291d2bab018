import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.stale-client.no-concurrent-registrations',
  title: 'Each request that is refused starts a login of its own',
  alter: () => ({ sharesLogins: () => false, alone: (_session, work) => work() }),
} satisfies Defect;
