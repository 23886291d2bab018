import type { Defect } from '../../parts.ts';

/** A header field of its own, that no client of MCP sends. */
export default {
  breaks: 'server.token-validation.header-method-supported',
  entails: [
    'server.token-validation.accepts-valid-token',
    'server.security.token-in-body-or-cookie',
    'server.challenge.error-on-bad-token',
  ],
  title: 'The token is read from X-Access-Token only',
  alter: () => ({
    readCredentials: ({ headers }) => {
      const token = headers['x-access-token'];
      return typeof token === 'string' ? { kind: 'token', token } : { kind: 'none' };
    },
  }),
} satisfies Defect;
