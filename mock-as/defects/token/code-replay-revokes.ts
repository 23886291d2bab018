import type { Defect } from '../../parts.ts';
import { codeOf } from '../token-answers.ts';

export default {
  breaks: 'authorization-server.token.code-replay-revokes',
  title: 'A replayed code is refused and nothing else',
  alter: () => ({
    // A code that nobody knows ends no grant.
    tokenRequest: (environment, form) => {
      if (codeOf(environment, form)?.consumed !== undefined) form.set('code', 'spent');
    },
  }),
} satisfies Defect;
