import type { Defect } from '../../parts.ts';
import { sessionOpens } from '../session-openers.ts';

/** Whoever knows the id of a session gets its stream. */
export default {
  breaks: 'server.transport.get-needs-token',
  title: 'GET opens the event stream of a session for whoever names it',
  style: 'sessions',
  alter: sessionOpens('GET'),
} satisfies Defect;
