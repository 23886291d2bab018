import type { Defect } from '../../parts.ts';

/** Clients are satisfied with the answer. */
export default {
  breaks: 'authorization-server.security.revocation-effective',
  title: 'A revocation is answered 200 and does nothing',
  alter: () => ({ revocation: () => ({ revokes: false, status: 200 }) }),
} satisfies Defect;
