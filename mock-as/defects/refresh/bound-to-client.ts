import type { Defect } from '../../parts.ts';
import { refreshedBy } from '../refreshes.ts';

/** The refresh token is looked up, and the client of the request is believed. */
export default {
  breaks: 'authorization-server.refresh.bound-to-client',
  title: 'A refresh token works for every client',
  alter: () => ({
    tokenRequest: (environment, form) => {
      const client = form.get('client_id');
      const found = refreshedBy(environment, form);
      if (client === null || found === undefined) return;
      found.token.clientId = client;
      found.grant.clientId = client;
    },
  }),
} satisfies Defect;
