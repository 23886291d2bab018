import { hash } from 'node:crypto';
import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.pkce.unsupported-method',
  title: 'An unknown method is treated as plain',
  alter: () => ({
    authorizationRequest: (_environment, parameters) => {
      const [challenge, method] = [parameters.get('code_challenge'), parameters.get('code_challenge_method')];
      if (challenge === null || method === null || ['plain', 'S256'].includes(method)) return;
      // What a plain challenge is compared with, in the only way that there is.
      parameters.set('code_challenge', hash('sha256', challenge, 'base64url'));
      parameters.set('code_challenge_method', 'S256');
    },
  }),
} satisfies Defect;
