import type { Defect } from '../../parts.ts';
import { codeOf } from '../token-answers.ts';

/** All that is kept of a used code is its challenge, and nobody asks for that. */
export default {
  breaks: 'authorization-server.token.code-single-use',
  title: 'A used code stays good for requests without a code_verifier',
  alter: () => ({
    tokenRequest: (environment, form) => {
      const code = codeOf(environment, form);
      if (code?.consumed === undefined || form.has('code_verifier')) return;
      delete code.consumed;
      delete code.codeChallenge;
    },
  }),
} satisfies Defect;
