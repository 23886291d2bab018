import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.availability.single-refresh',
  title: 'Each request whose token has run out refreshes by itself',
  alter: (parts) => ({
    sharesLogins: () => false,
    // Registering and logging in are still done once.
    alone: (session, work) =>
      parts.storedTokens(session) === undefined ? parts.alone(session, work) : work(),
  }),
} satisfies Defect;
