import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.authorization.state-returned',
  title: 'Errors come back without state',
  alter: () => ({
    authorizationResponse: (_environment, parameters) => {
      if (parameters.has('error')) parameters.delete('state');
    },
  }),
} satisfies Defect;
