import type { Defect } from '../../parts.ts';

/** A wrong setting refuses everybody, and every negative test is content. */
export default {
  breaks: 'server.token-validation.accepts-valid-token',
  title: 'No token at all is accepted',
  alter: () => ({
    verifyToken: async () => ({ kind: 'invalid', reason: 'The access token is not accepted.' }),
  }),
} satisfies Defect;
