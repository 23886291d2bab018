import type { Defect } from '../../parts.ts';
import { afterToken } from '../token-answers.ts';

/** The error page of the framework. */
export default {
  breaks: 'authorization-server.token.error-format',
  title: 'Token errors are HTML pages',
  alter: () => ({
    provider: afterToken(({ ctx }) => {
      if (ctx.status < 400) return;
      ctx.type = 'text/html';
      ctx.body = '<!doctype html><title>Error</title><h1>Something went wrong</h1>';
    }),
  }),
} satisfies Defect;
