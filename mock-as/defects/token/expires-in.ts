import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.token.expires-in',
  title: 'expires_in is a text',
  alter: () => ({
    tokenResponse: (_environment, response) => ({ ...response, expires_in: String(response.expires_in) }),
  }),
} satisfies Defect;
