import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.token.secret-in-body',
  title: 'Secrets are accepted in HTTP Basic only',
  alter: () => ({
    provider: (_environment, { Client: { prototype } }) => {
      prototype.compareClientSecret = async function (secret) {
        return this.clientAuthMethod === 'client_secret_basic' && secret === this.clientSecret;
      };
    },
  }),
} satisfies Defect;
