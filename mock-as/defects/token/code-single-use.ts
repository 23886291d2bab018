import type { Defect } from '../../parts.ts';
import { codeOf } from '../token-answers.ts';

export default {
  breaks: 'authorization-server.token.code-single-use',
  title: 'A code stays good when it was used',
  alter: () => ({
    tokenRequest: (environment, form) => {
      delete codeOf(environment, form)?.consumed;
    },
  }),
} satisfies Defect;
