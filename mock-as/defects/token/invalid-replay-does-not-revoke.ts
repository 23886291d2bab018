import type { Defect } from '../../parts.ts';
import { codeOf } from '../token-answers.ts';

/** Who saw a code in a log can log its owner out. */
export default {
  breaks: 'authorization-server.token.invalid-replay-does-not-revoke',
  title: 'Any replay of a code ends its tokens, the verifier unseen',
  alter: () => ({
    tokenRequest: (environment, form) => {
      const code = codeOf(environment, form);
      if (code?.consumed !== undefined && code.grantId !== undefined)
        environment.store.endGrant(code.grantId);
    },
  }),
} satisfies Defect;
