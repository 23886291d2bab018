import type { Defect } from '../../parts.ts';

/** Only what is known counts as a client_id. */
export default {
  breaks: 'authorization-server.stale-client.token-401',
  // A deleted client is an unknown one.
  entails: ['authorization-server.stale-client.refresh-after-deletion'],
  title: 'A refresh by an unknown client is answered with invalid_request',
  alter: () => ({
    tokenRequest: ({ store }, form) => {
      const id = form.get('client_id') ?? '';
      const isKnown = id.includes('://') || store.findClient(id) !== undefined;
      if (form.get('grant_type') === 'refresh_token' && !isKnown) form.delete('client_id');
    },
  }),
} satisfies Defect;
