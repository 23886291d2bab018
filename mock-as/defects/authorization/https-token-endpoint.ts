import type { Socket } from 'node:net';
import type { Context, Next } from 'koa';
import type { Defect } from '../../parts.ts';

const isSecure = ({ req }: Context): boolean =>
  (req.socket as Socket & { encrypted?: boolean }).encrypted === true;

/** Pages are sent on to https; what programs ask for was forgotten. */
const upgrade = async (ctx: Context, next: Next): Promise<void> => {
  if (isSecure(ctx) || ctx.path.endsWith('/oauth/token')) {
    await next();
    return;
  }
  ctx.redirect(`https://${ctx.host}${ctx.url}`);
  ctx.status = 308;
};

export default {
  breaks: 'authorization-server.authorization.https',
  title: 'Only what is got by GET is sent on to https',
  options: { tls: true },
  strictHttps: true,
  alter: () => ({ plainHttpToo: true, middleware: [upgrade] }),
} satisfies Defect;
