import type { Defect } from '../../parts.ts';
import { afterToken } from '../token-answers.ts';

export default {
  breaks: 'authorization-server.token.basic-failure-401',
  title: 'Failed HTTP Basic authentication is answered with 400',
  alter: () => ({
    provider: afterToken(({ ctx }) => {
      if (ctx.status !== 401 || ctx.get('authorization') === '') return;
      ctx.status = 400;
      ctx.remove('WWW-Authenticate');
    }),
  }),
} satisfies Defect;
