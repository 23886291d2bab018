import type { RequestListener } from 'node:http';
import Router from '@koa/router';
import type { Context, Next } from 'koa';
import type { Provider } from 'oidc-provider';
import { paths } from './environment.ts';
import type { Environment } from './environment.ts';
import { createInteraction } from './interaction.ts';
import { isActive } from './introspection.ts';
import { introspect, revoke } from './token-endpoints.ts';

/** oidc-provider, ready to serve. */
export interface LoadedProvider {
  readonly provider: Provider;
  readonly callback: RequestListener;
}

export type ProviderSource = () => Promise<LoadedProvider>;

/** The endpoints that oidc-provider does not serve, or not as Scalekit does. */
export function createRoutes(environment: Environment, behind: ProviderSource): Router {
  const { settings, parts } = environment;
  const path = paths('');
  const router = new Router();
  serveMetadata(router, environment);
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
  router.all(/^\/api\/v1\/.*$/, async (ctx, next) => {
    // Registration is oidc-provider's.
    if (ctx.path.endsWith('/clients:register') || !settings.managementApi) {
      await next();
      return;
    }
    const { manage } = await import('./management.ts');
    await manage(environment, ctx);
  });
  return router;
}

function serveMetadata(router: Router, environment: Environment): void {
  const { settings, parts, resources } = environment;
  const wellKnown = '/.well-known/oauth-authorization-server';
  // The settings are asked each time: they may change while the mock runs.
  const ofResource =
    (isServed: () => boolean) => (ctx: Context & { params: { id?: string } }, next: Next) => {
      const resource = resources.find(ctx.params.id ?? '');
      if (resource === undefined || !isServed()) return next();
      ctx.body = parts.resourceServerMetadata(environment, resource);
    };
  router.get(
    `/resources/:id${wellKnown}`,
    ofResource(() => settings.resourceMetadata),
  );
  router.get(
    `${wellKnown}/resources/:id`,
    ofResource(() => settings.pathInsertedMetadata),
  );
  router.get(wellKnown, (ctx, next) => {
    if (!settings.environmentMetadata) return next();
    ctx.body = parts.environmentMetadata(environment);
  });
  router.get('/.well-known/openid-configuration', (ctx, next) => {
    if (!settings.openidConfiguration) return next();
    ctx.body = parts.openidConfiguration(environment);
  });
  // What is not served here must not fall through to oidc-provider's own documents.
  router.all(/^.*\/\.well-known\/.*$/, (ctx) => {
    ctx.status = 404;
    ctx.body = { error: 'not_found', error_description: `${ctx.path} is not served here` };
  });
}

/** OpenID Connect Core §5.3. */
async function userinfo(environment: Environment, ctx: Context): Promise<void> {
  const [, token = ''] = /^bearer +(\S+)$/i.exec(ctx.get('authorization')) ?? [];
  const issued = environment.tokens.find(token);
  if (issued === undefined || !isActive(environment, token, issued)) {
    ctx.status = 401;
    ctx.set('WWW-Authenticate', token === '' ? 'Bearer' : 'Bearer error="invalid_token"');
    return;
  }
  const { sub } = issued.claims;
  const user = environment.people.findUser(String(sub));
  ctx.body = {
    sub,
    ...(user?.email === undefined ? {} : { email: user.email }),
    ...(user?.name === undefined ? {} : { name: user.name }),
  };
}
