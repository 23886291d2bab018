import { hash } from 'node:crypto';
import type { Defect } from '../../parts.ts';

/** The challenge is made up later, from the first verifier that comes along. */
export default {
  breaks: 'authorization-server.pkce.no-downgrade',
  title: 'A verifier without a challenge is taken for the right one',
  options: { codeChallenge: 'public-clients' },
  alter: () => ({
    tokenRequest: ({ store }, form) => {
      const [, code] = store.entries('AuthorizationCode').find(([id]) => id === form.get('code')) ?? [];
      const verifier = form.get('code_verifier');
      if (code === undefined || code.codeChallenge !== undefined || verifier === null) return;
      code.codeChallenge = hash('sha256', verifier, 'base64url');
      code.codeChallengeMethod = 'S256';
    },
  }),
} satisfies Defect;
