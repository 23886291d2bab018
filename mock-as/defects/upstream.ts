import { randomUUID } from 'node:crypto';
import type { Context, Next } from 'koa';
import type { AlterParts } from '../parts.ts';

/** Where the third party stands: the same process under another name. */
const paths = { start: '/start', authorize: '/upstream/authorize', callback: '/upstream/callback' };

/**
 * For lies about consent: the mock has people log in at a third party, where it is known by one client id for all of its
 * own clients, and does not ask them before.
 *
 * @param begins whether the first redirect stays on its own origin.
 */
export function forwarding({ begins }: { begins: boolean }): AlterParts {
  const waiting = new Map<string, string>();
  const forward = (ctx: Context, state: string): void => {
    const request = new URLSearchParams({
      client_id: 'the-one-client-of-the-proxy',
      redirect_uri: `http://${ctx.host}${paths.callback}`,
      response_type: 'code',
      scope: 'repo',
      state,
    });
    const host = ctx.host.replace('127.0.0.1', 'localhost');
    ctx.redirect(`http://${host}${paths.authorize}?${request.toString()}`);
  };
  const proxy = async (ctx: Context, next: Next): Promise<void> => {
    const { state, redirect_uri: back, upstream } = ctx.query;
    switch (ctx.path) {
      case '/oauth/authorize': {
        if (ctx.method !== 'GET' || upstream !== undefined) break;
        const id = randomUUID();
        waiting.set(id, ctx.querystring);
        if (begins) ctx.redirect(`${paths.start}?state=${id}`);
        else forward(ctx, id);
        return;
      }
      case paths.start:
        forward(ctx, String(state));
        return;
      case paths.authorize:
        ctx.redirect(`${String(back)}?code=${randomUUID()}&state=${String(state)}`);
        return;
      case paths.callback:
        ctx.redirect(`/oauth/authorize?${waiting.get(String(state)) ?? ''}&upstream=done`);
        return;
    }
    await next();
  };
  return () => ({ middleware: [proxy] });
}
