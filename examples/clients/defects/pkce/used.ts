import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.pkce.used',
  title: 'It sends no code challenge',
  alter: (parts) => ({
    authorizationParameters: (session, request) => ({
      ...parts.authorizationParameters(session, request),
      code_challenge: undefined,
      code_challenge_method: undefined,
    }),
  }),
} satisfies Defect;
