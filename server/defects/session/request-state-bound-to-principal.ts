import type { Defect } from '../../parts.ts';

/** Well sealed, for anyone who brings it. */
export default {
  breaks: 'server.session.request-state-bound-to-principal',
  title: 'requestState is signed without the subject',
  alter: () => ({ planOwner: () => 'anyone' }),
} satisfies Defect;
