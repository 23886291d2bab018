import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.authorization.response-type-code',
  title: 'It asks for a token in the redirect',
  alter: (parts) => ({
    authorizationParameters: (session, request) => ({
      ...parts.authorizationParameters(session, request),
      response_type: 'token',
    }),
  }),
} satisfies Defect;
