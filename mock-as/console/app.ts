import Koa from 'koa';
import type { Context } from 'koa';
import { actions } from './actions.ts';
import { icon } from './assets/icon.ts';
import { script } from './assets/script.ts';
import { style } from './assets/style.ts';
import type { Streams } from './events.ts';
import { readForm } from './form.ts';
import { base } from './guard.ts';
import type { Guard, Notice, Session } from './guard.ts';
import { clockOffset, outageTitle } from './staging-pages.ts';
import { findPage, navigation } from './pages.ts';
import type { Page } from './pages.ts';
import { createRender } from './render.ts';
import type { Render } from './render.ts';
import type { Scene } from './scene.ts';
import { exchangeRow, isShown } from './traffic-pages.ts';

/** What answers requests to the console. */
export interface App {
  readonly scene: Scene;
  readonly guard: Guard;
  readonly streams: Streams;
}

const assets: Readonly<Record<string, readonly [type: string, text: string]>> = {
  [`${base}/style.css`]: ['text/css; charset=utf-8', style],
  [`${base}/script.js`]: ['text/javascript; charset=utf-8', script],
  [`${base}/icon.svg`]: ['image/svg+xml', icon],
};

/** The console as a Koa application. */
export function createApp(app: App): Koa {
  const render = createRender();
  const koa = new Koa();
  koa.silent = true;
  koa.use((ctx, next) => app.guard.protect(ctx, next as () => Promise<unknown>));
  koa.use((ctx, next) => app.guard.enter(ctx, next as () => Promise<unknown>));
  koa.use(async (ctx) => {
    const asset = assets[ctx.path];
    if (asset !== undefined) return answerWith(ctx, asset);
    const session = app.guard.sessionOf(ctx);
    if (session === undefined) return refuse(ctx, render);
    if (ctx.method === 'POST') return act(app, render, ctx, session);
    if (ctx.path === '/' || ctx.path === base) return ctx.redirect(`${base}/`);
    if (ctx.path === `${base}/events`) return stream(app, render, ctx);
    show(app, render, ctx, session);
  });
  return koa;
}

function answerWith(ctx: Context, [type, text]: readonly [string, string]): void {
  ctx.type = type;
  ctx.body = text;
}

function refuse(ctx: Context, render: Render): void {
  ctx.status = 401;
  answerWith(ctx, [
    'text/html; charset=utf-8',
    render('refused', {
      title: 'The console is locked',
      text: 'Open it by the address that mcp-auth-conformance dev printed: the key stands in it.',
    }),
  ]);
}

function show({ scene }: App, render: Render, ctx: Context, session: Session): void {
  const page = findPage(scene, ctx.path.slice(base.length), ctx.query);
  if (page === undefined) {
    ctx.status = 404;
    answerPage(scene, render, ctx, session, {
      title: 'Not found',
      template: 'message',
      data: { text: 'There is nothing here, or it is gone by now.' },
    });
  } else if ('json' in page) {
    ctx.type = 'application/json';
    ctx.body = page.json;
  } else {
    answerPage(scene, render, ctx, session, page);
  }
}

/** With `part=1`, what stands between the headings only: for the script. */
function answerPage(scene: Scene, render: Render, ctx: Context, session: Session, page: Page): void {
  const back = `${ctx.path}${ctx.search}`;
  const hidden = hiddenFields(session, ctx.query['part'] === '1' ? '' : back);
  const body = render(page.template, { ...page.data, hidden });
  const isPart = ctx.query['part'] === '1';
  const notice = isPart ? undefined : session.notice;
  if (!isPart) delete session.notice;
  const html = isPart
    ? body
    : render('layout', {
        title: page.title,
        pages: navigation(scene, ctx.path),
        state: stateOf(scene),
        notice,
        hidden,
        body,
      });
  answerWith(ctx, ['text/html; charset=utf-8', html]);
}

/** Both values are of an alphabet that needs no escaping. */
function hiddenFields({ formToken }: Session, back: string): string {
  return (
    `<input type="hidden" name="form_token" value="${formToken}">` +
    `<input type="hidden" name="back" value="${encodeURIComponent(back)}">`
  );
}

function stateOf({ mock }: Scene): object {
  const outages = mock.outages.list();
  return {
    environment: mock.urls.environment,
    health: outages.length === 0 ? 'Everything works' : 'Outage',
    outages: outages.map((outage) => ({
      id: outage.id,
      title: outageTitle(outage),
      affected: outage.affected,
    })),
    clock: clockOffset(mock.clock.offset),
  };
}

async function act(app: App, render: Render, ctx: Context, session: Session): Promise<void> {
  const notice = await outcomeOf(app, ctx, session);
  app.streams.changed();
  if (ctx.get('accept').includes('application/json')) {
    ctx.status = notice.kind === 'done' ? 200 : 400;
    ctx.body = { kind: notice.kind, html: render('notice', notice) };
    return;
  }
  session.notice = notice;
  ctx.status = 303;
  ctx.set('Location', typeof ctx.state['back'] === 'string' ? ctx.state['back'] : `${base}/`);
  ctx.body = '';
}

async function outcomeOf({ scene, guard }: App, ctx: Context, session: Session): Promise<Notice> {
  try {
    const form = await readForm(ctx.req);
    if (!guard.isOwnForm(session, form.text('form_token') ?? null)) {
      return { kind: 'failed', text: 'The form is too old. Reload the page and try again.' };
    }
    ctx.state['back'] = placeOf(form.text('back'));
    const name = ctx.path.slice(`${base}/do/`.length);
    const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
    if (action === undefined) return { kind: 'failed', text: 'There is no such button.' };
    const done = await action(scene, form);
    return { kind: 'done', ...(typeof done === 'string' ? { text: done } : done) };
  } catch (error) {
    return { kind: 'failed', text: error instanceof Error ? error.message : String(error) };
  }
}

/** Where to go on after a form: only within the console. */
function placeOf(back: string | undefined): string | undefined {
  if (back === undefined) return undefined;
  const place = decodeURIComponent(back);
  return place.startsWith(`${base}/`) && !/[\r\n\\]/.test(place) ? place : undefined;
}

function stream({ scene, streams }: App, render: Render, ctx: Context): void {
  const filter = { endpoint: String(ctx.query['endpoint'] ?? ''), client: String(ctx.query['client'] ?? '') };
  const isOpen = streams.open(ctx.res, (send) =>
    scene.exchanges.onExchange((exchange) => {
      if (isShown(exchange, filter)) send('exchange', render('exchange', exchangeRow(scene, exchange)));
      send('changed', '');
    }),
  );
  if (isOpen) ctx.respond = false;
  else ctx.status = 503;
}
