import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.registration.secret-expiry-present',
  title: 'A client secret comes without client_secret_expires_at',
  alter: ({ registrationResponse }) => ({
    registrationResponse: (...parameters) => ({
      ...registrationResponse(...parameters),
      client_secret_expires_at: undefined,
    }),
  }),
} satisfies Defect;
