import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.registration.secret-expiry-present',
  title: 'client_secret_expires_at is a date in words',
  alter: ({ registrationResponse }) => ({
    registrationResponse: (...parameters) => {
      const answer = registrationResponse(...parameters);
      if (answer.client_secret === undefined) return answer;
      return { ...answer, client_secret_expires_at: '2099-12-31T23:59:59Z' };
    },
  }),
} satisfies Defect;
