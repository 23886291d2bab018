import type { Defect } from '../../parts.ts';

/** Active is a token at its authorization server, for whomever it was issued. */
export default {
  breaks: 'server.token-validation.introspection-claims',
  entails: ['server.token-validation.audience-mismatch'],
  title: 'With introspection only active counts, and not the audience',
  options: { tokenValidation: 'introspection' },
  alter: () => ({ checkAudience: () => undefined }),
} satisfies Defect;
