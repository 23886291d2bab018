import type { Defect } from '../../parts.ts';
import { afterToken } from '../token-answers.ts';

/** As the other endpoints of the company do it. */
export default {
  breaks: 'authorization-server.token.error-format',
  title: 'The error code stands inside an object',
  alter: () => ({
    provider: afterToken(({ ctx, body }) => {
      if (ctx.status >= 400) ctx.body = { error: { code: body['error'], message: 'The request failed.' } };
    }),
  }),
} satisfies Defect;
