import type { Defect } from '../../parts.ts';

/** The client is left to decode the token. */
export default {
  breaks: 'authorization-server.token.expires-in',
  title: 'The token response has no expires_in',
  alter: () => ({ tokenResponse: (_environment, response) => ({ ...response, expires_in: undefined }) }),
} satisfies Defect;
