import type { Defect } from '../../parts.ts';

/** The opening call works, so a first look finds nothing wrong. */
export default {
  breaks: 'server.token-validation.accepts-valid-token',
  title: 'A good token is refused for everything but the opening call',
  alter: (parts) => ({
    authenticate: async (context, setup) => {
      const method = context.get('mcp-method');
      const refuseAll = () => Promise.resolve({ kind: 'invalid', reason: 'Refused.' } as const);
      const isLater = method !== '' && method !== 'server/discover';
      const altered = isLater ? { ...setup, parts: { ...setup.parts, verifyToken: refuseAll } } : setup;
      return parts.authenticate(context, altered);
    },
  }),
} satisfies Defect;
