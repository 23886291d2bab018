import type { Defect } from '../../parts.ts';

/** The thief of the token need not steal the key. */
export default {
  breaks: 'server.security.sender-constrained-as-bearer',
  title: 'The cnf claim is not looked at',
  alter: () => ({ checkBinding: () => undefined }),
} satisfies Defect;
