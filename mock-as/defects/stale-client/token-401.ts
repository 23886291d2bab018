import type { Defect } from '../../parts.ts';

/** Only what is known counts as a client_id. */
export default {
  breaks: 'authorization-server.stale-client.token-401',
  title: 'A refresh by an unknown client is answered with invalid_request',
  alter: () => ({
    tokenRequest: ({ store }, form) => {
      const isKnown = store.findClient(form.get('client_id') ?? '') !== undefined;
      if (form.get('grant_type') === 'refresh_token' && !isKnown) form.delete('client_id');
    },
  }),
} satisfies Defect;
