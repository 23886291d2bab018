import type { Defect } from '../../parts.ts';

/** Registration is believed: what a client has asked for there it may do. */
export default {
  breaks: 'authorization-server.token.client-credentials-authenticated',
  title: 'A public client that registers for client credentials gets tokens by them',
  alter: () => ({
    provider: (_environment, { Client: { prototype } }) => {
      prototype.grantTypeAllowed = function (type) {
        return this.grantTypes?.includes(type) === true;
      };
    },
  }),
} satisfies Defect;
