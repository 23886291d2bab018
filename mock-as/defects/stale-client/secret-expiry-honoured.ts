import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.stale-client.secret-expiry-honoured',
  title: 'An expired client secret still works',
  alter: ({ registrationResponse }) => ({
    registrationResponse: (environment, ...rest) => {
      const answer = registrationResponse(environment, ...rest);
      if (answer.client_secret === undefined) return answer;
      return { ...answer, client_secret_expires_at: environment.clock.seconds() + 3600 };
    },
  }),
} satisfies Defect;
