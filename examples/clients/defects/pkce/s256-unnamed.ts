import type { Defect } from '../../parts.ts';

/** RFC 7636 §4.3: what names no method is plain, and no verifier will ever match. */
export default {
  breaks: 'client.pkce.s256',
  title: 'The method of the code challenge is left out',
  alter: (parts) => ({
    authorizationParameters: (session, request) => ({
      ...parts.authorizationParameters(session, request),
      code_challenge: request.verifier,
      code_challenge_method: undefined,
    }),
  }),
} satisfies Defect;
