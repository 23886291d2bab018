import type { Defect } from '../../parts.ts';
import { codeOf } from '../token-answers.ts';

/** For clients that lost the response: a grace of ten seconds. */
export default {
  breaks: 'authorization-server.token.code-single-use',
  title: 'A code may be redeemed again for ten seconds',
  alter: () => ({
    tokenRequest: (environment, form) => {
      const code = codeOf(environment, form);
      const usedAt = Number(code?.consumed ?? 0);
      if (code !== undefined && environment.clock.seconds() - usedAt < 10) delete code.consumed;
    },
  }),
} satisfies Defect;
