import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.authorization.repeated-parameters',
  title: 'Of two redirect_uri the last one counts',
  alter: () => ({
    authorizationRequest: (_environment, parameters) => {
      const last = parameters.getAll('redirect_uri').at(-1);
      if (last !== undefined) parameters.set('redirect_uri', last);
    },
  }),
} satisfies Defect;
