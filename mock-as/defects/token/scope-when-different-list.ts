import type { Defect } from '../../parts.ts';

/** The list of the data base goes out as it is. */
export default {
  breaks: 'authorization-server.token.scope-when-different',
  title: 'The scope of the token response is a JSON array',
  alter: () => ({
    tokenResponse: (_environment, response) => ({ ...response, scope: String(response.scope).split(' ') }),
  }),
} satisfies Defect;
