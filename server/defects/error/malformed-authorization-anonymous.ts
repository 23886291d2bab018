import type { Defect } from '../../parts.ts';

/** Nothing to verify, nothing to refuse. */
export default {
  breaks: 'server.error.malformed-authorization',
  title: 'Bearer without a token is let in',
  alter: (parts) => ({
    authenticate: async (context, setup) =>
      /^bearer$/i.test(context.get('authorization'))
        ? { token: '', claims: {}, scopes: [] }
        : parts.authenticate(context, setup),
  }),
} satisfies Defect;
