import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.token.bad-secret',
  title: 'A client is authenticated only if it sends a secret',
  alter: () => ({
    tokenRequest: ({ store }, form) => {
      const { client_secret: secret } = store.findClient(form.get('client_id') ?? '') ?? {};
      if (typeof secret === 'string' && !form.has('client_secret')) form.set('client_secret', secret);
    },
  }),
} satisfies Defect;
