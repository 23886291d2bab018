import type { Defect } from '../../parts.ts';

/** The authorization server knows best, even when its answer contradicts itself. */
export default {
  breaks: 'server.token-validation.introspection-claims',
  title: 'With introspection only active counts, and not the expiry',
  options: { tokenValidation: 'introspection' },
  alter: () => ({ checkExpiry: () => undefined }),
} satisfies Defect;
