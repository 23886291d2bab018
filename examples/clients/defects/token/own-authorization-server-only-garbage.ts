import type { Defect } from '../../parts.ts';

/** What has status 200 is a token response. */
export default {
  breaks: 'client.token.own-authorization-server-only',
  title: 'A reply without a token gives the token undefined',
  alter: (parts) => ({
    readTokens: (answer) =>
      parts.readTokens({ token_type: 'Bearer', ...answer, access_token: String(answer['access_token']) }),
  }),
} satisfies Defect;
