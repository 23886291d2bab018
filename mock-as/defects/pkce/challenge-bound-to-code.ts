import { hash } from 'node:crypto';
import type { Defect } from '../../parts.ts';

/** The newest challenge of a client is kept beside that of each code. */
export default {
  breaks: 'authorization-server.pkce.challenge-bound-to-code',
  title: 'The verifier of the last transaction of a client redeems its earlier codes',
  alter: () => ({
    tokenRequest: ({ store }, form) => {
      const codes = store.entries('AuthorizationCode');
      const [, code] = codes.find(([id]) => id === form.get('code')) ?? [];
      const last = codes.findLast(([, { clientId }]) => clientId === code?.clientId)?.[1];
      const challenge = hash('sha256', form.get('code_verifier') ?? '', 'base64url');
      if (code !== undefined && last?.codeChallenge === challenge) code.codeChallenge = challenge;
    },
  }),
} satisfies Defect;
