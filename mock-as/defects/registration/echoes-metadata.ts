import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.registration.echoes-metadata',
  title: 'The answer to a registration tells the client_id and no metadata',
  alter: ({ registrationResponse }) => ({
    registrationResponse: (...parameters) => {
      const answer = Object.entries(registrationResponse(...parameters));
      return Object.fromEntries(
        answer.filter(([name]) => /^(?:client_id|client_secret|registration_)/.test(name)),
      );
    },
  }),
} satisfies Defect;
