import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.stale-client.secret-expiry-honoured',
  title: 'A client secret ends after half of its announced time',
  alter: ({ registrationResponse }) => ({
    registrationResponse: (environment, client, ...rest) => {
      const answer = registrationResponse(environment, client, ...rest);
      if (answer.client_secret === undefined) return answer;
      const now = environment.clock.seconds();
      const stored = environment.store.findClient(client.client_id);
      environment.store.saveClient(client.client_id, { ...stored, client_secret_expires_at: now + 1800 });
      return { ...answer, client_secret_expires_at: now + 3600 };
    },
  }),
} satisfies Defect;
