import type { Defect } from '../../parts.ts';

/** Everything of the session is kept under its id alone, the events of its streams too. */
export default {
  breaks: 'server.session.bound-to-user',
  entails: ['server.session.replay-own-stream-only'],
  title: 'A session serves whoever names it',
  style: 'sessions',
  alter: () => ({ sessionOwner: () => 'anyone' }),
} satisfies Defect;
