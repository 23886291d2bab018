import type { Defect } from '../../parts.ts';

/** Several authorization servers may share a key store. */
export default {
  breaks: 'server.token-validation.wrong-issuer',
  title: 'The issuer is not compared',
  alter: () => ({ checkIssuer: () => undefined }),
} satisfies Defect;
