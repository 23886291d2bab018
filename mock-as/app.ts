import type { RequestListener } from 'node:http';
import Koa from 'koa';
import type { Context } from 'koa';
import { endpointOf } from './environment.ts';
import type { Environment } from './environment.ts';
import type { JsonObject } from './metadata.ts';
import type { Outages } from './outage.ts';
import { createProvider, loadProvider } from './provider.ts';
import { prepareRequest } from './requests.ts';
import { finishResponse } from './responses.ts';
import { createRoutes } from './routes.ts';
import type { LoadedProvider } from './routes.ts';

/** The authorization server as a request listener. */
export interface App {
  readonly handle: RequestListener;
  /** Lets the next request have an oidc-provider made after the settings and resources as they are then. */
  renew(): void;
}

/**
 * The whole authorization server: our routes in front, oidc-provider behind them for
 * authorize, token and registration. It takes a fifth of a second to load, so it is loaded by the first
 * request that needs it; who only fetches keys and mints tokens never waits for it.
 */
export function createApp(environment: Environment, outages: Outages): App {
  let loading: Promise<LoadedProvider> | undefined;
  let loaded: LoadedProvider | undefined;
  const load = async (): Promise<LoadedProvider> => {
    const made = createBehind(environment, outages);
    loading = made;
    const provider = await made;
    if (loading === made) loaded = provider;
    return provider;
  };
  const behind = (): Promise<LoadedProvider> => loading ?? load();

  const front = new Koa();
  front.on('error', (error: Error) => environment.settings.log(`internal error: ${error.message}`));
  for (const middleware of environment.parts.middleware) front.use(middleware);
  front.use(async (ctx, next) => {
    if (allowOrigins(environment, ctx)) await next();
    spoil(outages, ctx);
  });
  front.use(createRoutes(environment, behind).routes());
  front.use(async (ctx) => {
    const { callback } = await behind();
    ctx.respond = false;
    callback(ctx.req, ctx.res);
  });
  const callback = front.callback();
  return {
    handle: (request, response) => {
      if (loaded !== undefined && isStraightBehind(environment, request.url))
        loaded.callback(request, response);
      else void callback(request, response);
    },
    renew: () => {
      loading = undefined;
      loaded = undefined;
    },
  };
}

/**
 * Whether our routes need not be asked: nothing of them is about these two endpoints, and each Koa on the way costs a
 * tenth of a flow's time.
 */
function isStraightBehind({ parts }: Environment, target = ''): boolean {
  if (parts.middleware.length > 0) return false;
  const path = target.split('?', 1)[0] ?? '';
  return path.endsWith('/oauth/authorize') || path.endsWith('/oauth/token');
}

async function createBehind(environment: Environment, outages: Outages): Promise<LoadedProvider> {
  const provider = createProvider(await loadProvider(), environment);
  const koa: Koa = provider;
  koa.on('error', (error: Error) => environment.settings.log(`internal error: ${error.message}`));
  for (const middleware of environment.parts.middleware) provider.use(middleware);
  // One middleware: each costs some hundredths of a flow's time, promises being watched by oidc-provider.
  provider.use(async (ctx, next) => {
    if (allowOrigins(environment, ctx)) {
      if (await prepareRequest(environment, ctx)) await next();
      await finishResponse(environment, ctx);
    }
    spoil(outages, ctx);
  });
  const callback = provider.callback();
  return { provider, callback: (request, response) => void callback(request, response) };
}

/** Ruins a true answer for the outage modes that need one. */
function spoil(outages: Outages, ctx: Context): void {
  const mode = outages.spoiling(ctx.req);
  if (mode === undefined || ctx.respond === false) return;
  const body = typeof ctx.body === 'string' ? ctx.body : JSON.stringify(ctx.body ?? {});
  if (mode === 'truncated-json') {
    const type = ctx.type;
    ctx.body = body.slice(0, Math.ceil(body.length / 2));
    ctx.type = type === '' ? 'application/json' : type;
  } else if (mode === 'foreign-issuer') {
    if (ctx.type.includes('json')) ctx.body = foreignDocument(JSON.parse(body) as JsonObject);
  } else {
    ctx.body = body;
    ctx.type = 'text/html';
  }
}

/** The keys stay the true ones, under a URL by which one sees who takes them from this document. */
function foreignDocument(metadata: JsonObject): JsonObject {
  const { jwks_uri: keys } = metadata;
  return {
    ...metadata,
    issuer: 'https://somebody-else.example',
    ...(typeof keys === 'string' ? { jwks_uri: `${keys}?of=somebody-else` } : {}),
  };
}

/**
 * Cross-origin requests for browser clients; never for the authorization endpoint, where RFC 9700 §2.6
 * forbids them. oidc-provider leaves the headers alone once they are there. False when that is the whole answer.
 */
function allowOrigins(environment: Environment, ctx: Context): boolean {
  if (endpointOf(ctx.path) === 'authorization') return true;
  const origin = ctx.req.headers.origin ?? '';
  const isPermissive = environment.settings.cors === 'permissive';
  const allowed = isPermissive || isAllowedOrigin(environment, origin);
  ctx.vary('Origin');
  if (allowed) {
    ctx.set('Access-Control-Allow-Origin', isPermissive ? '*' : origin);
    ctx.set('Access-Control-Expose-Headers', 'WWW-Authenticate, Retry-After');
  }
  if (ctx.method !== 'OPTIONS') return true;
  if (allowed) {
    ctx.set('Access-Control-Allow-Methods', 'GET, POST');
    ctx.set('Access-Control-Allow-Headers', ctx.get('access-control-request-headers') || '*');
    ctx.set('Access-Control-Max-Age', '600');
  }
  ctx.status = 204;
  return false;
}

function isAllowedOrigin({ settings, store }: Environment, origin: string): boolean {
  if (settings.cors !== 'redirect-uris') return settings.cors.includes(origin);
  return store.entries('Client').some(([, { redirect_uris: uris }]) => {
    return Array.isArray(uris) && uris.some((uri: unknown) => originOf(String(uri)) === origin);
  });
}

function originOf(uri: string): string | undefined {
  return URL.canParse(uri) ? new URL(uri).origin : undefined;
}
