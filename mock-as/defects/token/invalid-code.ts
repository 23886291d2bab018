import type { Defect } from '../../parts.ts';
import { codeOf } from '../token-answers.ts';

export default {
  breaks: 'authorization-server.token.invalid-code',
  title: 'A code that is not found is a server error',
  alter: () => ({
    tokenRequest: (environment, form) => {
      const isKnownClient = environment.store.findClient(form.get('client_id') ?? '') !== undefined;
      const isRedemption = isKnownClient && form.get('grant_type') === 'authorization_code';
      if (isRedemption && codeOf(environment, form) === undefined) throw new Error('the code is null');
    },
  }),
} satisfies Defect;
