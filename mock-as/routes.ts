import type { RequestListener } from 'node:http';
import Router from '@koa/router';
import type { Context } from 'koa';
import type { Provider } from 'oidc-provider';
import { identifyCaller } from './client-authentication.ts';
import { paths } from './environment.ts';
import type { Environment } from './environment.ts';
import { createInteraction } from './interaction.ts';
import { isActive } from './introspection.ts';
import { readBody } from './request-body.ts';

/** oidc-provider, ready to serve. */
export interface LoadedProvider {
  readonly provider: Provider;
  readonly callback: RequestListener;
}

type ProviderSource = () => Promise<LoadedProvider>;

/** The endpoints that oidc-provider does not serve, or not as Scalekit does. */
export function createRoutes(environment: Environment, behind: ProviderSource): Router {
  const { settings, parts } = environment;
  const path = paths(settings.resource.id);
  const router = new Router();
  const document = (at: string, build: (environment: Environment) => object): void => {
    router.get(at, (ctx) => {
      ctx.body = build(environment);
    });
  };
  const wellKnown = '/.well-known/oauth-authorization-server';
  document(path.resource + wellKnown, parts.resourceServerMetadata);
  if (settings.pathInsertedMetadata) document(wellKnown + path.resource, parts.resourceServerMetadata);
  if (settings.environmentMetadata) document(wellKnown, parts.environmentMetadata);
  document('/.well-known/openid-configuration', parts.openidConfiguration);
  router.get([path.jwks, path.legacyJwks], (ctx) => {
    if (settings.keySetMaxAge !== undefined) ctx.set('Cache-Control', `max-age=${settings.keySetMaxAge}`);
    ctx.body = parts.jwks(environment);
  });
  router.post(path.introspection, (ctx) => introspect(environment, ctx));
  router.post(path.revocation, (ctx) => revoke(environment, behind, ctx));
  router.all(path.userinfo, (ctx) => userinfo(environment, ctx));
  const interaction = createInteraction(environment);
  const page = `${path.interaction}/:uid`;
  router.get(page, async (ctx) => interaction.show((await behind()).provider, ctx));
  router.post(page, async (ctx) => interaction.decide((await behind()).provider, ctx));
  // What is not served here must not fall through to oidc-provider's own documents.
  router.all(/^.*\/\.well-known\/.*$/, (ctx) => {
    ctx.status = 404;
    ctx.body = { error: 'not_found', error_description: `${ctx.path} is not served here` };
  });
  return router;
}

async function readForm(ctx: Context): Promise<URLSearchParams> {
  const isForm = Boolean(ctx.is('application/x-www-form-urlencoded'));
  return new URLSearchParams(isForm ? await readBody(ctx.req) : '');
}

/** RFC 7662 §2. Without client authentication Scalekit answers 401 in plain text. */
async function introspect(environment: Environment, ctx: Context): Promise<void> {
  const { settings, tokens, parts, store } = environment;
  const form = await readForm(ctx);
  if (settings.introspection === 'authenticated') {
    const caller = identifyCaller(store, ctx, form);
    if (caller.kind !== 'confidential') {
      ctx.status = 401;
      ctx.set('WWW-Authenticate', 'Basic realm="introspection"');
      ctx.type = 'text/plain';
      ctx.body = 'client authentication required';
      return;
    }
  }
  const token = form.get('token');
  if (token === null) {
    ctx.status = 400;
    ctx.body = { error: 'invalid_request', error_description: 'the parameter token is missing' };
    return;
  }
  const issued = tokens.find(token);
  const active = await isActive(environment, token, issued);
  ctx.set('Cache-Control', 'no-store');
  ctx.body = parts.introspectionResponse(environment, issued, active);
}

/** RFC 7009 §2: 200 also for tokens that are unknown or another client's; those stay as they are. */
async function revoke(environment: Environment, behind: ProviderSource, ctx: Context): Promise<void> {
  const { settings, tokens, parts, store } = environment;
  const form = await readForm(ctx);
  const caller = identifyCaller(store, ctx, form);
  const allowed =
    caller.kind === 'confidential' || (caller.kind === 'public' && settings.publicClientRevocation);
  if (!allowed) {
    ctx.status = 401;
    ctx.body = { error: 'invalid_client', error_description: 'client authentication failed' };
    return;
  }
  const token = form.get('token');
  if (token === null) {
    ctx.status = 400;
    ctx.body = { error: 'invalid_request', error_description: 'the parameter token is missing' };
    return;
  }
  const { clientId } = caller;
  if (tokens.find(token)?.clientId === clientId) await parts.revoke(environment, token);
  const { provider } = await behind();
  const refreshToken = await provider.RefreshToken.find(token);
  if (refreshToken?.clientId === clientId) {
    await refreshToken.destroy();
    if (refreshToken.grantId !== undefined) store.endGrant(refreshToken.grantId);
  }
  ctx.status = 200;
  ctx.body = '';
}

/** OpenID Connect Core §5.3. */
async function userinfo(environment: Environment, ctx: Context): Promise<void> {
  const [, token = ''] = /^bearer +(\S+)$/i.exec(ctx.get('authorization')) ?? [];
  const issued = environment.tokens.find(token);
  if (issued === undefined || !(await isActive(environment, token, issued))) {
    ctx.status = 401;
    ctx.set('WWW-Authenticate', token === '' ? 'Bearer' : 'Bearer error="invalid_token"');
    return;
  }
  ctx.body = { sub: issued.claims.sub };
}
