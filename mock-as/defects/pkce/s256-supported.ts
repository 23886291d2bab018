import { hash } from 'node:crypto';
import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.pkce.s256-supported',
  title: 'The verifier is compared with the challenge directly',
  alter: () => ({
    authorizationRequest: (_environment, parameters) => {
      const challenge = parameters.get('code_challenge');
      if (challenge === null || parameters.get('code_challenge_method') !== 'S256') return;
      parameters.set('code_challenge', hash('sha256', challenge, 'base64url'));
    },
  }),
} satisfies Defect;
