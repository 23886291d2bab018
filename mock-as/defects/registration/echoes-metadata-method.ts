import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.registration.echoes-metadata',
  title: 'The answer to a registration leaves out how the client is to authenticate',
  alter: ({ registrationResponse }) => ({
    registrationResponse: (...parameters) => ({
      ...registrationResponse(...parameters),
      token_endpoint_auth_method: undefined,
    }),
  }),
} satisfies Defect;
