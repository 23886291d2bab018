import type { KoaContextWithOIDC } from 'oidc-provider';
import type { Defect } from '../../parts.ts';

/** Handy while developing. */
export default {
  breaks: 'authorization-server.security.no-stack-trace',
  title: 'Errors of the token endpoint come with their stack',
  alter: () => ({
    provider: (_environment, provider) => {
      provider.use(async (ctx, next) => {
        await next();
        if ((ctx as Partial<KoaContextWithOIDC>).oidc?.route !== 'token' || ctx.status < 400) return;
        ctx.body = { ...(ctx.body as object), error_description: new Error('refused').stack };
      });
    },
  }),
} satisfies Defect;
