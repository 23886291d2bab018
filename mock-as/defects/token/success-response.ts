import type { Defect } from '../../parts.ts';
import { afterToken } from '../token-answers.ts';

/** A framework takes a text for a page. */
export default {
  breaks: 'authorization-server.token.success-response',
  title: 'The token response is sent as text/html',
  alter: () => ({
    provider: afterToken(({ ctx, body }) => {
      if (ctx.status !== 200) return;
      ctx.type = 'text/html';
      ctx.body = JSON.stringify(body);
    }),
  }),
} satisfies Defect;
