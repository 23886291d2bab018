import type { Defect } from '../../parts.ts';

/** A refresh token is good for the scopes only that were granted with it (OAuth 2.1 §4.3.1). */
export default {
  breaks: 'client.scope.step-up',
  title: 'Refreshes its token where the scope is what is missing',
  alter: (parts) => ({
    login: (session, { error, ...challenge }) =>
      parts.login(session, error === 'insufficient_scope' ? challenge : { ...challenge, error: error ?? '' }),
  }),
} satisfies Defect;
