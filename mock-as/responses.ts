import type { Context, Next } from 'koa';
import type { KoaContextWithOIDC } from 'oidc-provider';
import type { Environment } from './environment.ts';
import { issueAccessToken, reissueIdToken } from './issuing.ts';
import type { JsonObject } from './metadata.ts';
import type { RegisteredClient } from './registration.ts';
import { entryIssuer } from './requests.ts';

/** Turns what oidc-provider answered into what Scalekit answers. */
export async function finishResponse(environment: Environment, ctx: Context, next: Next): Promise<void> {
  await next();
  const oidc = (ctx as Partial<KoaContextWithOIDC>).oidc;
  switch (oidc?.route) {
    case 'authorization':
    case 'resume':
      finishRedirect(environment, ctx);
      return;
    case 'token':
      if (ctx.status !== 200) return;
      reissueIdToken(environment, ctx as KoaContextWithOIDC);
      issueAccessToken(environment, ctx as KoaContextWithOIDC);
      return;
    case 'registration':
      if (ctx.status !== 201) return;
      ctx.body = environment.parts.registrationResponse(
        environment,
        ctx.body as RegisteredClient,
        (ctx.state.registration ?? {}) as JsonObject,
      );
      return;
    default:
  }
}

/** The redirect to the client carries the issuer of the endpoint that it came to (RFC 9207 §2). */
function finishRedirect(environment: Environment, ctx: Context): void {
  const location = ctx.response.get('location');
  if (location === '' || !URL.canParse(location)) return;
  const target = new URL(location);
  const { searchParams } = target;
  if (!searchParams.has('code') && !searchParams.has('error')) return;
  const before = searchParams.toString();
  if (searchParams.has('iss')) searchParams.set('iss', entryIssuer(environment, ctx));
  environment.parts.authorizationResponse(environment, searchParams);
  if (searchParams.toString() !== before) ctx.set('Location', target.href);
}
