import type { Defect } from '../../parts.ts';
import { randomBytes } from 'node:crypto';

export default {
  breaks: 'authorization-server.registration.public-client-without-secret',
  title: 'Public clients get a secret when they want refresh tokens',
  alter: ({ registrationResponse }) => ({
    registrationResponse: (environment, client, request, resource) => {
      const answer = registrationResponse(environment, client, request, resource);
      const { grant_types: grants } = request;
      if (!Array.isArray(grants) || !grants.includes('refresh_token')) return answer;
      return { client_secret: randomBytes(32).toString('base64url'), client_secret_expires_at: 0, ...answer };
    },
  }),
} satisfies Defect;
