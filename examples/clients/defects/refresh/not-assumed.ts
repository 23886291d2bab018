import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.refresh.not-assumed',
  title: 'Refreshes although it has no refresh token',
  alter: (parts) => ({
    authorize: async (session, target, registration) => ({
      refresh: 'undefined',
      ...(await parts.authorize(session, target, registration)),
    }),
  }),
} satisfies Defect;
