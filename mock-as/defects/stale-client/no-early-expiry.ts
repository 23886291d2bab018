import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.stale-client.no-early-expiry',
  title: 'A registration is deleted after an hour',
  alter: () => ({
    tokenRequest: ({ clients, clock, store }, form) => {
      const id = form.get('client_id') ?? '';
      const { kind, since = clock.now() } = clients.find(id) ?? {};
      if (kind === 'registered' && clock.now() - since > 3_600_000) store.deleteClient(id);
    },
  }),
} satisfies Defect;
