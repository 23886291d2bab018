import type { Style } from '../parts.ts';

/** RFC 9068 §4 demands it of who takes tokens of its profile. */
export default {
  title: 'Takes only JWTs of the type at+jwt',
  alter: (parts) => ({
    checkType: (claims, setup, header) =>
      String(header?.['typ']).toLowerCase() === 'at+jwt'
        ? parts.checkType(claims, setup, header)
        : 'The token is not an access token.',
  }),
  revisions: ['2025-11-25'],
  proves: ['server.token-validation.accepts-valid-token', 'server.token-validation.audience-mismatch'],
} satisfies Style;
