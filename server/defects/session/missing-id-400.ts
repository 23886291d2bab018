import type { Defect } from '../../parts.ts';

/** Clients authorize again, get a good token, and are refused again. */
export default {
  breaks: 'server.session.missing-id-400',
  title: 'A request without session id is answered 401',
  style: 'sessions',
  alter: (parts) => ({
    sessionTroubleStatus: (trouble) => (trouble === 'missing' ? 401 : parts.sessionTroubleStatus(trouble)),
  }),
} satisfies Defect;
