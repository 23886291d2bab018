import type { Defect } from '../../parts.ts';
import { afterToken } from '../token-answers.ts';

/** One place makes the challenges of all endpoints. */
export default {
  breaks: 'authorization-server.token.basic-failure-401',
  title: 'Failed HTTP Basic authentication is answered with a Bearer challenge',
  alter: () => ({
    provider: afterToken(({ ctx }) => {
      if (ctx.status === 401) ctx.set('WWW-Authenticate', 'Bearer realm="token"');
    }),
  }),
} satisfies Defect;
