import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.token.one-authentication-method',
  title: 'Beside HTTP Basic a secret in the body is passed over',
  alter: () => ({
    tokenRequest: ({ store }, form) => {
      const client = store.findClient(form.get('client_id') ?? '');
      if (client?.token_endpoint_auth_method === 'client_secret_basic') form.delete('client_secret');
    },
  }),
} satisfies Defect;
