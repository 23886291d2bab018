import type { Style } from '../parts.ts';

/** MCP «Token Handling» lets a server find out in another way whom a token is for: here by its issuer. */
export default {
  title: 'Takes tokens without an audience, since its authorization server issues none for anybody else',
  dedicatedIssuer: true,
  alter: (parts) => ({
    checkAudience: (claims, setup, header) =>
      claims['aud'] === undefined ? undefined : parts.checkAudience(claims, setup, header),
  }),
  revisions: ['2025-11-25'],
  proves: ['server.token-validation.audience-mismatch', 'server.token-validation.wrong-issuer'],
} satisfies Style;
