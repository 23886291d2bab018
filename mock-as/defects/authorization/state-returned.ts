import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.authorization.state-returned',
  title: 'state is encoded twice',
  alter: () => ({
    authorizationResponse: (_environment, parameters) => {
      const state = parameters.get('state');
      if (state !== null) parameters.set('state', encodeURIComponent(state));
    },
  }),
} satisfies Defect;
