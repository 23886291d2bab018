import { hash } from 'node:crypto';
import type { Defect } from '../../parts.ts';

/** Handled as plain, but at the token endpoint whichever comparison succeeds counts. */
export default {
  breaks: 'authorization-server.pkce.method-default-plain',
  title: 'Without a method both are tried at the token endpoint',
  alter: () => {
    const unsaid = new Set<unknown>();
    return {
      authorizationRequest: (_environment, parameters) => {
        if (!parameters.has('code_challenge') || parameters.has('code_challenge_method')) return;
        unsaid.add(parameters.get('code_challenge'));
        parameters.set('code_challenge_method', 'S256');
      },
      tokenRequest: ({ store }, form) => {
        const [, code] = store.entries('AuthorizationCode').find(([id]) => id === form.get('code')) ?? [];
        const verifier = form.get('code_verifier');
        if (code === undefined || verifier === null || !unsaid.has(verifier)) return;
        code.codeChallenge = hash('sha256', verifier, 'base64url');
      },
    };
  },
} satisfies Defect;
