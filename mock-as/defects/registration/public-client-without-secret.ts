import type { Defect } from '../../parts.ts';
import { randomBytes } from 'node:crypto';

export default {
  breaks: 'authorization-server.registration.public-client-without-secret',
  title: 'Every client gets a secret, public ones too',
  alter: ({ registrationResponse }) => ({
    registrationResponse: (...parameters) => ({
      client_secret: randomBytes(32).toString('base64url'),
      client_secret_expires_at: 0,
      ...registrationResponse(...parameters),
    }),
  }),
} satisfies Defect;
