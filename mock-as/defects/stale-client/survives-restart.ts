import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.stale-client.survives-restart',
  title: 'Registrations are kept in memory only',
  alter: () => ({
    provider: ({ store }) => {
      const load = store.load.bind(store);
      store.load = (state) => load({ ...state, Client: [] });
    },
  }),
} satisfies Defect;
