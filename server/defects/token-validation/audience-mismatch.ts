import type { Defect } from '../../parts.ts';

/** Whatever the token was issued for, it is taken. */
export default {
  breaks: 'server.token-validation.audience-mismatch',
  entails: ['server.token-validation.introspection-claims'],
  title: 'The audience is not checked',
  alter: () => ({ checkAudience: () => undefined }),
} satisfies Defect;
