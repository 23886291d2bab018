import { randomUUID } from 'node:crypto';
import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.metadata.no-password-grant',
  title: 'A user name and a password bring a token',
  alter: ({ clientMetadata }) => ({
    clientMetadata: (request, environment) => {
      const metadata = clientMetadata(request, environment);
      const { grant_types: grants } = metadata;
      return {
        ...metadata,
        grant_types: [...(Array.isArray(grants) ? (grants as unknown[]) : []), 'password'],
      };
    },
    provider: (_environment, provider) => {
      provider.registerGrantType(
        'password',
        (ctx) => {
          ctx.body = { access_token: randomUUID(), token_type: 'Bearer' };
        },
        ['username', 'password'],
      );
    },
  }),
} satisfies Defect;
