import type { Context, Next } from 'koa';
import type { RequestListener } from 'node:http';
import { endpointOf } from './environment.ts';
import type { Environment } from './environment.ts';
import type { Outages } from './outage.ts';
import { createProvider } from './provider.ts';
import type { OidcProvider } from './provider.ts';
import { prepareRequest } from './requests.ts';
import { finishResponse } from './responses.ts';
import { createRoutes } from './routes.ts';

/** The whole authorization server as a request listener: our routes around oidc-provider's. */
export function createApp(
  library: OidcProvider,
  environment: Environment,
  outages: Outages,
): RequestListener {
  const provider = createProvider(library, environment);
  const routes = createRoutes(environment, provider);
  for (const middleware of environment.parts.middleware) provider.use(middleware);
  provider.use((ctx, next) => spoil(outages, ctx, next));
  provider.use((ctx, next) => allowOrigins(environment, ctx, next));
  provider.use(routes.routes());
  provider.use((ctx, next) => prepareRequest(environment, ctx, next));
  provider.use((ctx, next) => finishResponse(environment, ctx, next));
  const callback = provider.callback();
  return (request, response) => void callback(request, response);
}

/** Ruins a true answer for the outage modes that need one. */
async function spoil(outages: Outages, ctx: Context, next: Next): Promise<void> {
  await next();
  const mode = outages.spoiling(ctx.req);
  if (mode === undefined) return;
  const body = typeof ctx.body === 'string' ? ctx.body : JSON.stringify(ctx.body ?? {});
  const type = mode === 'truncated-json' ? ctx.type || 'application/json' : 'text/html';
  ctx.body = mode === 'truncated-json' ? body.slice(0, Math.ceil(body.length / 2)) : body;
  ctx.type = type;
}

/**
 * Cross-origin requests for browser clients; never for the authorization endpoint, where RFC 9700 §2.6
 * forbids them. oidc-provider leaves the headers alone once they are there.
 */
async function allowOrigins({ settings }: Environment, ctx: Context, next: Next): Promise<void> {
  const origin = ctx.get('origin');
  if (endpointOf(ctx.path) === 'authorization') return next() as Promise<void>;
  ctx.vary('Origin');
  const allowed = settings.cors === 'permissive' || settings.cors.includes(origin);
  if (allowed) {
    ctx.set('Access-Control-Allow-Origin', settings.cors === 'permissive' ? '*' : origin);
    ctx.set('Access-Control-Expose-Headers', 'WWW-Authenticate, Retry-After');
  }
  if (ctx.method !== 'OPTIONS') return next() as Promise<void>;
  if (allowed) {
    ctx.set('Access-Control-Allow-Methods', 'GET, POST');
    ctx.set('Access-Control-Allow-Headers', ctx.get('access-control-request-headers') || '*');
    ctx.set('Access-Control-Max-Age', '600');
  }
  ctx.status = 204;
}
