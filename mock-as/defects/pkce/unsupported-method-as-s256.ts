import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.pkce.unsupported-method',
  title: 'Every method that begins with S is treated as S256',
  alter: () => ({
    authorizationRequest: (_environment, parameters) => {
      if (parameters.get('code_challenge_method')?.startsWith('S') === true)
        parameters.set('code_challenge_method', 'S256');
    },
  }),
} satisfies Defect;
