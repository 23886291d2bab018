import type { Style } from '../parts.ts';

/** The tokens are JWTs, and nobody looks into them. */
export default {
  title: 'Asks the authorization server about each token',
  options: { tokenValidation: 'introspection' },
  revisions: ['2025-03-26', '2025-06-18', '2025-11-25', '2026-07-28'],
  proves: [
    'server.token-validation.introspection-inactive',
    'server.token-validation.introspection-claims',
    'server.token-validation.revoked',
    'server.availability.introspection-5xx',
  ],
} satisfies Style;
