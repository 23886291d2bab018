import type { Defect } from '../../parts.ts';
import { sessionOpens } from '../session-openers.ts';

/** The refusal was forgotten where nothing is read. */
export default {
  breaks: 'server.transport.delete-needs-token',
  title: 'DELETE ends the session for whoever names it',
  style: 'sessions',
  alter: sessionOpens('DELETE'),
} satisfies Defect;
