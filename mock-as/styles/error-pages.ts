import type { Style } from '../parts.ts';

/** Every error of the authorization endpoint that is not redirected is a page for a person. */
export default {
  title: 'What goes wrong at the authorization endpoint is shown as an HTML page',
  options: {},
  alter: () => ({
    middleware: [
      async (ctx, next) => {
        await next();
        if (!ctx.path.endsWith('/oauth/authorize') || ctx.status < 400) return;
        const { status } = ctx;
        ctx.body = `<!doctype html><html lang="en"><title>Something went wrong</title><p>The request cannot be answered.</p></html>`;
        ctx.status = status;
        ctx.type = 'text/html; charset=utf-8';
        ctx.set('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
      },
    ],
  }),
} satisfies Style;
