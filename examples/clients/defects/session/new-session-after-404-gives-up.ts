import type { Defect } from '../../parts.ts';
import { Trouble } from '../../types.ts';

/** The session was all that it had. */
export default {
  breaks: 'client.session.new-session-after-404',
  title: 'A lost session ends the client',
  alter: () => ({
    afterLostSession: () => Promise.reject(new Trouble('The session is gone.')),
  }),
} satisfies Defect;
