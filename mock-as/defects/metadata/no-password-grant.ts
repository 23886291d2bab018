import { randomUUID } from 'node:crypto';
import type { KoaContextWithOIDC } from 'oidc-provider';
import type { Defect } from '../../parts.ts';

export default {
  breaks: 'authorization-server.metadata.no-password-grant',
  title: 'A user name and a password bring a token',
  alter: () => ({
    provider: (_environment, provider) => {
      provider.use(async (ctx, next) => {
        await next();
        if ((ctx as Partial<KoaContextWithOIDC>).oidc?.params?.grant_type !== 'password') return;
        ctx.status = 200;
        ctx.body = { access_token: randomUUID(), token_type: 'Bearer', expires_in: 3600 };
      });
    },
  }),
} satisfies Defect;
