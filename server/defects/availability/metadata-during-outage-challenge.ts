import type { Defect } from '../../parts.ts';
import { timeLimit } from '../../verify/upstream.ts';

/** Before anything is said about authorization, the authorization server is looked for. */
export default {
  breaks: 'server.availability.metadata-during-outage',
  title: 'A request without a token is answered 503 while the authorization server is away',
  alter: (parts) => ({
    authenticate: async (context, setup) => {
      if (context.req.headers.authorization === undefined) {
        const found = await parts.discover(setup, timeLimit(setup.settings.upstreamTimeoutMs));
        if (found.kind === 'unverifiable') {
          context.status = 503;
          return undefined;
        }
      }
      return parts.authenticate(context, setup);
    },
  }),
} satisfies Defect;
