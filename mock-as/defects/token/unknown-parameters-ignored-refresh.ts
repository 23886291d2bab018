import type { Defect } from '../../parts.ts';
import { hasUnknownParameter } from '../token-answers.ts';

/** The newer of two handlers has a schema, and it is strict. */
export default {
  breaks: 'authorization-server.token.unknown-parameters-ignored',
  title: 'A refresh with an unknown parameter is refused',
  alter: () => ({
    tokenRequest: (_environment, form) => {
      const isRefresh = form.get('grant_type') === 'refresh_token';
      if (isRefresh && hasUnknownParameter(form)) form.delete('grant_type');
    },
  }),
} satisfies Defect;
