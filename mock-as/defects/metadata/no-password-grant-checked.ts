import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.metadata.no-password-grant',
  title: 'The password grant is offered, and looks at the password',
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
          ctx.status = 400;
          ctx.body = { error: 'invalid_grant', error_description: 'wrong user name or password' };
        },
        ['username', 'password'],
      );
    },
  }),
} satisfies Defect;
