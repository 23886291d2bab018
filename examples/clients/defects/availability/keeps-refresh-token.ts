import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.availability.keeps-refresh-token',
  title: 'Forgets its refresh token when a refresh brings none',
  alter: (parts) => ({
    async refresh(session, target, registration, tokens) {
      const { refresh, ...fresh } = await parts.refresh(session, target, registration, tokens);
      return refresh === undefined || refresh === tokens.refresh ? fresh : { ...fresh, refresh };
    },
  }),
} satisfies Defect;
