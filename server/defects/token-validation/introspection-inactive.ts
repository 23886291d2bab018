import type { Defect } from '../../parts.ts';

/** The authorization server is asked, and its answer is not heard. */
export default {
  breaks: 'server.token-validation.introspection-inactive',
  entails: ['server.stale-client.token-of-deleted-client'],
  title: 'An inactive token is accepted when its signature is good',
  options: { tokenValidation: 'introspection' },
  alter: (parts) => ({
    introspect: async (token, setup) => {
      const result = await parts.introspect(token, setup);
      return result.kind === 'invalid' ? parts.verifySignature(token, setup) : result;
    },
  }),
} satisfies Defect;
