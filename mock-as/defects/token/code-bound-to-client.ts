import type { Defect } from '../../parts.ts';
import { codeOf } from '../token-answers.ts';

export default {
  breaks: 'authorization-server.token.code-bound-to-client',
  title: 'Whoever shows a code is taken for its client',
  alter: () => ({
    tokenRequest: (environment, form) => {
      const code = codeOf(environment, form);
      const clientId = form.get('client_id');
      if (code === undefined || clientId === null || code.consumed !== undefined) return;
      const grant = environment.store.entries('Grant').find(([id]) => id === code.grantId)?.[1];
      for (const record of [code, grant]) if (record !== undefined) record.clientId = clientId;
    },
  }),
} satisfies Defect;
