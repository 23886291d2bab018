import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.authorization.response-type',
  title: 'Without a response_type it is code',
  alter: () => ({
    authorizationRequest: (_environment, parameters) => {
      if (!parameters.has('response_type')) parameters.set('response_type', 'code');
    },
  }),
} satisfies Defect;
