import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.pkce.method-default-plain',
  title: 'Without a method S256 is assumed',
  alter: () => ({
    authorizationRequest: (_environment, parameters) => {
      if (parameters.has('code_challenge') && !parameters.has('code_challenge_method'))
        parameters.set('code_challenge_method', 'S256');
    },
  }),
} satisfies Defect;
