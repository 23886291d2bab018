import type { Defect } from '../../parts.ts';

const KNOWN = ['authorization_code', 'refresh_token', 'client_credentials', 'password'];

export default {
  breaks: 'authorization-server.token.unsupported-grant-type',
  title: 'An unknown grant type is a server error',
  alter: () => ({
    tokenRequest: (_environment, form) => {
      const type = form.get('grant_type');
      if (type !== null && !KNOWN.includes(type)) throw new Error(`no branch for the grant type ${type}`);
    },
  }),
} satisfies Defect;
