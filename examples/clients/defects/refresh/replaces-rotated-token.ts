import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.refresh.replaces-rotated-token',
  title: 'Keeps the first refresh token for ever',
  alter: (parts) => ({
    refresh: async (session, target, registration, tokens) => ({
      ...(await parts.refresh(session, target, registration, tokens)),
      refresh: tokens.refresh,
    }),
  }),
} satisfies Defect;
