import type { Defect } from '../../parts.ts';
import { codeOf } from '../token-answers.ts';

/** The check of the authorization endpoint is used again. */
export default {
  breaks: 'authorization-server.token.redirect-uri-enforced',
  title: 'Any registered redirect_uri does in a token request',
  alter: () => ({
    tokenRequest: (environment, form) => {
      const { redirectUri, clientId } = codeOf(environment, form) ?? {};
      const registered: unknown = environment.store.findClient(clientId ?? '')?.redirect_uris;
      const isOne = Array.isArray(registered) && registered.includes(form.get('redirect_uri'));
      if (isOne && redirectUri !== undefined) form.set('redirect_uri', redirectUri);
    },
  }),
} satisfies Defect;
