import type { Defect } from '../../parts.ts';
import { codeOf } from '../token-answers.ts';

export default {
  breaks: 'authorization-server.token.redirect-uri-enforced',
  title: 'The redirect_uri of a token request is not looked at',
  alter: () => ({
    tokenRequest: (environment, form) => {
      const { redirectUri } = codeOf(environment, form) ?? {};
      if (form.has('redirect_uri') && redirectUri !== undefined) form.set('redirect_uri', redirectUri);
    },
  }),
} satisfies Defect;
