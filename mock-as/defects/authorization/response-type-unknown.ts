import type { Defect } from '../../parts.ts';

const known = ['code', 'token', 'id_token', 'none'];

/** What it does not know it drops, and goes on with what is left. */
export default {
  breaks: 'authorization-server.authorization.response-type',
  title: 'An unknown response_type is taken for code',
  alter: () => ({
    authorizationRequest: (_environment, parameters) => {
      const types = parameters.get('response_type')?.split(' ') ?? [];
      if (types.length > 0 && !types.some((type) => known.includes(type)))
        parameters.set('response_type', 'code');
    },
  }),
} satisfies Defect;
