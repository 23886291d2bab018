import type { Defect } from '../../parts.ts';

/** A gateway of its own kind stands in front, and no client of MCP knows its key. */
export default {
  breaks: 'server.token-validation.header-method-supported',
  entails: ['server.token-validation.accepts-valid-token', 'server.challenge.error-on-bad-token'],
  title: 'The token in the Authorization field counts only beside an X-API-Key field',
  alter: (parts) => ({
    readCredentials: (request) =>
      request.headers['x-api-key'] === undefined ? { kind: 'none' } : parts.readCredentials(request),
  }),
} satisfies Defect;
