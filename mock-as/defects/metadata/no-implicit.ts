import { randomUUID } from 'node:crypto';
import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.metadata.no-implicit',
  title: 'response_type=token brings a token',
  alter: () => ({
    middleware: [
      async (ctx, next) => {
        const { response_type: type, redirect_uri: to, state } = ctx.query;
        if (!ctx.path.endsWith('/oauth/authorize') || type !== 'token') {
          await next();
          return;
        }
        const answer = { access_token: randomUUID(), token_type: 'Bearer', state: String(state) };
        ctx.redirect(`${String(to)}#${new URLSearchParams(answer).toString()}`);
      },
    ],
  }),
} satisfies Defect;
