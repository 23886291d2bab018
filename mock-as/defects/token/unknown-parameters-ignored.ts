import type { Defect } from '../../parts.ts';
import { hasUnknownParameter } from '../token-answers.ts';

export default {
  breaks: 'authorization-server.token.unknown-parameters-ignored',
  title: 'A token request with an unknown parameter is refused',
  alter: () => ({
    // What is left is malformed, and refused with invalid_request.
    tokenRequest: (_environment, form) => {
      if (hasUnknownParameter(form)) form.delete('grant_type');
    },
  }),
} satisfies Defect;
