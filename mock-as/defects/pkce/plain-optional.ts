import { hash } from 'node:crypto';
import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.pkce.plain-optional',
  title: 'plain is taken though only S256 is advertised',
  alter: () => ({
    authorizationRequest: (_environment, parameters) => {
      const challenge = parameters.get('code_challenge');
      if (challenge === null || parameters.get('code_challenge_method') !== 'plain') return;
      parameters.set('code_challenge', hash('sha256', challenge, 'base64url'));
      parameters.set('code_challenge_method', 'S256');
    },
  }),
} satisfies Defect;
