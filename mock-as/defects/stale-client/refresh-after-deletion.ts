import type { Defect } from '../../parts.ts';

/** The refresh handler uses the client without looking whether it was found. */
export default {
  breaks: 'authorization-server.stale-client.refresh-after-deletion',
  title: 'A refresh by a deleted client is answered with 500',
  alter: () => ({
    tokenRequest: ({ clients }, form) => {
      const isGone = clients.isForgotten(form.get('client_id') ?? '');
      if (form.get('grant_type') === 'refresh_token' && isGone) throw new TypeError('client is undefined');
    },
  }),
} satisfies Defect;
