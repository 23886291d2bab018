import { hash } from 'node:crypto';
import type { Defect } from '../../parts.ts';

const nothing = 'stands-for-the-verifier-of-no-challenge-at-all';
const challengeOfNothing = hash('sha256', nothing, 'base64url');

/** Whether there is PKCE is told by the method, and an empty challenge is then not verified. */
export default {
  breaks: 'authorization-server.pkce.required',
  title: 'A code_challenge_method without a code_challenge suffices',
  alter: () => ({
    authorizationRequest: (_environment, parameters) => {
      if (parameters.has('code_challenge_method') && !parameters.has('code_challenge'))
        parameters.set('code_challenge', challengeOfNothing);
    },
    tokenRequest: ({ store }, form) => {
      const [, code] = store.entries('AuthorizationCode').find(([id]) => id === form.get('code')) ?? [];
      if (code?.codeChallenge === challengeOfNothing && !form.has('code_verifier'))
        form.set('code_verifier', nothing);
    },
  }),
} satisfies Defect;
