import { createHash } from 'node:crypto';
import type { Defect } from '../../parts.ts';

/** The session belongs to the token and not to its user. */
export default {
  breaks: 'server.availability.session-survives-refresh',
  title: 'A session ends with the token that opened it',
  style: 'sessions',
  alter: () => ({ sessionOwner: ({ token }) => createHash('sha256').update(token).digest('hex') }),
} satisfies Defect;
