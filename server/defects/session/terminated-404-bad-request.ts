import type { Defect } from '../../parts.ts';

/** A client that gets 400 does not know that it should open another session. */
export default {
  breaks: 'server.session.terminated-404',
  title: 'A session that has ended is answered 400',
  style: 'sessions',
  alter: () => ({ sessionTroubleStatus: () => 400 }),
} satisfies Defect;
