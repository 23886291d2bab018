import type { Defect } from '../../parts.ts';

/** Nothing strange is seen as long as all names are English. */
export default {
  breaks: 'server.session.id-visible-ascii',
  title: 'The session id contains the name of the user with an accent',
  style: 'sessions',
  alter: (parts) => ({ newSessionId: (access) => `Zoë-${parts.newSessionId(access)}` }),
} satisfies Defect;
