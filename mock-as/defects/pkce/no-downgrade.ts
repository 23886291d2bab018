import type { Defect } from '../../parts.ts';

/** Clients with a secret may leave PKCE out, and then the verifier is not looked at. */
export default {
  breaks: 'authorization-server.pkce.no-downgrade',
  title: 'An unexpected verifier is ignored',
  options: { codeChallenge: 'public-clients' },
  alter: () => ({
    tokenRequest: ({ store }, form) => {
      const [, code] = store.entries('AuthorizationCode').find(([id]) => id === form.get('code')) ?? [];
      if (code !== undefined && code.codeChallenge === undefined) form.delete('code_verifier');
    },
  }),
} satisfies Defect;
