import { hash } from 'node:crypto';
import type { Defect } from '../../parts.ts';

/** The first challenge of a client is kept for good. */
export default {
  breaks: 'authorization-server.pkce.challenge-bound-to-code',
  title: 'The verifier of the first transaction of a client redeems its later codes',
  alter: () => {
    const firstOf = new Map<string, string>();
    return {
      authorizationRequest: (_environment, parameters) => {
        const [id, challenge] = [parameters.get('client_id'), parameters.get('code_challenge')];
        if (id !== null && challenge !== null && !firstOf.has(id)) firstOf.set(id, challenge);
      },
      tokenRequest: ({ store }, form) => {
        const [, code] = store.entries('AuthorizationCode').find(([id]) => id === form.get('code')) ?? [];
        const challenge = hash('sha256', form.get('code_verifier') ?? '', 'base64url');
        if (code !== undefined && firstOf.get(code.clientId ?? '') === challenge)
          code.codeChallenge = challenge;
      },
    };
  },
} satisfies Defect;
