import type { Defect } from '../../parts.ts';

/** The challenge is the verifier itself, which whoever sees the request can send. */
export default {
  breaks: 'client.pkce.s256',
  title: 'The code challenge is plain',
  alter: (parts) => ({
    authorizationParameters: (session, request) => ({
      ...parts.authorizationParameters(session, request),
      code_challenge: request.verifier,
      code_challenge_method: 'plain',
    }),
  }),
} satisfies Defect;
