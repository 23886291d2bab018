import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.token.client-credentials-authenticated',
  title: 'A client_id alone brings a token by the client credentials grant',
  alter: () => ({
    provider: (_environment, { Client: { prototype } }) => {
      prototype.grantTypeAllowed = function (type) {
        return type === 'client_credentials' || this.grantTypes?.includes(type) === true;
      };
    },
  }),
} satisfies Defect;
