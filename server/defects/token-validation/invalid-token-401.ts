import type { Defect } from '../../parts.ts';

/** 403 tells a client to ask for more scopes, where it should get a new token. */
export default {
  breaks: 'server.token-validation.invalid-token-401',
  entails: ['server.token-validation.expired'],
  title: 'An invalid token is answered 403',
  alter: (parts) => ({
    statusOf: (problem) => (problem.kind === 'invalid' ? 403 : parts.statusOf(problem)),
  }),
} satisfies Defect;
