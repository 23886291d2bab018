import { hash } from 'node:crypto';
import type { Defect } from '../../parts.ts';

/** Both methods are tried, so whoever saw the authorization request can redeem the code. */
export default {
  breaks: 'authorization-server.pkce.wrong-verifier',
  title: 'The challenge itself is taken for a verifier',
  alter: () => ({
    tokenRequest: ({ store }, form) => {
      const [, code] = store.entries('AuthorizationCode').find(([id]) => id === form.get('code')) ?? [];
      const verifier = form.get('code_verifier');
      if (code === undefined || verifier === null || verifier !== code.codeChallenge) return;
      code.codeChallenge = hash('sha256', verifier, 'base64url');
    },
  }),
} satisfies Defect;
