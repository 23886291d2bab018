import type { Defect } from '../../parts.ts';
import { refreshedBy } from '../refreshes.ts';

/** Registrations of one product are taken for one client: by its name, which everybody can choose. */
export default {
  breaks: 'authorization-server.refresh.bound-to-client',
  title: 'A refresh token works for every client of the same name',
  alter: () => ({
    tokenRequest: (environment, form) => {
      const { store } = environment;
      const found = refreshedBy(environment, form);
      const asking = store.findClient(form.get('client_id') ?? '');
      const owner = store.findClient(found?.token.clientId ?? '');
      if (found === undefined || asking === undefined || asking.client_name !== owner?.client_name) return;
      found.token.clientId = asking.client_id;
      found.grant.clientId = asking.client_id;
    },
  }),
} satisfies Defect;
