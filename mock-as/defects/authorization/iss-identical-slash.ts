import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.authorization.iss-identical',
  title: 'The iss of errors has a slash at its end',
  alter: () => ({
    authorizationResponse: ({ base }, parameters) => {
      if (parameters.has('error') && parameters.has('iss')) parameters.set('iss', `${base}/`);
    },
  }),
} satisfies Defect;
