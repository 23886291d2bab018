import type { Defect } from '../../parts.ts';

/** The verifier is compared only where a client sends one. */
export default {
  breaks: 'authorization-server.pkce.wrong-verifier',
  title: 'A code is redeemed without its code_verifier',
  alter: () => ({
    tokenRequest: ({ store }, form) => {
      if (form.has('code_verifier')) return;
      const [, code] = store.entries('AuthorizationCode').find(([id]) => id === form.get('code')) ?? [];
      delete code?.codeChallenge;
      delete code?.codeChallengeMethod;
    },
  }),
} satisfies Defect;
