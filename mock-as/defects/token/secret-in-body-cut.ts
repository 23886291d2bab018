import type { Defect } from '../../parts.ts';

/** A limit of the form parser that no other parameter meets. */
export default {
  breaks: 'authorization-server.token.secret-in-body',
  title: 'A secret in the body is cut after 32 characters',
  alter: () => ({
    tokenRequest: (_environment, form) => {
      const secret = form.get('client_secret');
      if (secret !== null) form.set('client_secret', secret.slice(0, 32));
    },
  }),
} satisfies Defect;
