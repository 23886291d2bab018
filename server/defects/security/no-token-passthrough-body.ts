import type { Defect } from '../../parts.ts';

/** No header tells it: the search service finds whom it searches for in the body, and acts in the user's name. */
export default {
  breaks: 'server.security.no-token-passthrough',
  title: 'The search service is told the token of the client in the body of the request',
  alter: () => ({ searchDetails: (access) => ({ user_token: access.token }) }),
} satisfies Defect;
