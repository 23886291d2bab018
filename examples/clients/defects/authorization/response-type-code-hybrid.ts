import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.authorization.response-type-code',
  title: 'It asks for a code and an ID token',
  alter: (parts) => ({
    authorizationParameters: (session, request) => ({
      ...parts.authorizationParameters(session, request),
      response_type: 'code id_token',
    }),
  }),
} satisfies Defect;
