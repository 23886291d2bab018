import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.authorization.repeated-parameters',
  title: 'Of a repeated parameter the first one counts',
  alter: () => ({
    authorizationRequest: (_environment, parameters) => {
      for (const name of new Set(parameters.keys())) {
        const [first] = parameters.getAll(name);
        if (name !== 'resource' && first !== undefined) parameters.set(name, first);
      }
    },
  }),
} satisfies Defect;
