import type { Style } from '../parts.ts';

/** Reference tokens: there is nothing in them to look at, and a JWT is none of this authorization server's. */
export default {
  title: 'Takes opaque tokens only, and asks the authorization server about each',
  options: { tokenValidation: 'introspection' },
  opaqueTokens: true,
  alter: (parts) => ({
    introspect: (token, setup) =>
      token.includes('.')
        ? Promise.resolve({
            kind: 'invalid',
            reason: 'The access token is not one of this authorization server.',
          })
        : parts.introspect(token, setup),
  }),
  revisions: ['2025-03-26', '2025-11-25', '2026-07-28'],
  proves: [
    'server.token-validation.accepts-valid-token',
    'server.token-validation.expired',
    'server.token-validation.audience-mismatch',
    'server.token-validation.introspection-inactive',
    'server.token-validation.introspection-claims',
    'server.token-validation.revoked',
    'server.availability.introspection-5xx',
  ],
} satisfies Style;
