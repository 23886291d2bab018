import type { Defect } from '../../parts.ts';

export default {
  breaks: 'server.session.id-visible-ascii',
  title: 'The session id contains the name of the user with spaces',
  style: 'sessions',
  alter: (parts) => ({ newSessionId: (access) => `Ada King ${parts.newSessionId(access)}` }),
} satisfies Defect;
