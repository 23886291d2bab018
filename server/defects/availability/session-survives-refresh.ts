import type { Defect } from '../../parts.ts';
import { withSessions } from '../sessions.ts';

/** The session belongs to the token and not to its user. */
export default {
  breaks: 'server.availability.session-survives-refresh',
  title: 'A session ends with the token that opened it',
  alter: (parts) => withSessions(parts, (opener, now) => opener.token === now.token).parts,
} satisfies Defect;
