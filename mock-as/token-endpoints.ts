import type { Context } from 'koa';
import { identifyCaller } from './client-authentication.ts';
import type { Environment } from './environment.ts';
import { isActive } from './introspection.ts';
import { readBody } from './request-body.ts';
import type { ProviderSource } from './routes.ts';

async function readForm(ctx: Context): Promise<URLSearchParams> {
  const isForm = Boolean(ctx.is('application/x-www-form-urlencoded'));
  return new URLSearchParams(isForm ? await readBody(ctx.req) : '');
}

function refuse(ctx: Context, status: number, error: string, description: string): void {
  ctx.status = status;
  ctx.body = { error, error_description: description };
}

/** RFC 7662 §2. Without client authentication Scalekit answers 401 in plain text. */
export async function introspect(environment: Environment, ctx: Context): Promise<void> {
  const { settings, tokens, parts, store } = environment;
  const form = await readForm(ctx);
  if (settings.introspection === 'authenticated') {
    const caller = identifyCaller(store, ctx, form);
    if (caller.kind !== 'confidential') {
      refuseIntrospection(environment, ctx);
      return;
    }
  }
  const token = form.get('token');
  if (token === null) {
    refuse(ctx, 400, 'invalid_request', 'the parameter token is missing');
    return;
  }
  const issued = tokens.find(token);
  const active = isActive(environment, token, issued);
  ctx.set('Cache-Control', 'no-store');
  ctx.body = parts.introspectionResponse(environment, issued, active);
}

function refuseIntrospection({ settings }: Environment, ctx: Context): void {
  // RFC 7662 §2.3 answers as RFC 6749 §5.2 does.
  if (settings.errorResponses === 'rfc') {
    refuse(ctx, 401, 'invalid_client', 'client authentication failed');
  } else {
    ctx.status = 401;
    ctx.type = 'text/plain';
    ctx.body = 'client authentication required';
  }
  ctx.set('WWW-Authenticate', 'Basic realm="introspection"');
}

/** RFC 7009 §2: 200 also for tokens that are unknown or another client's; those stay as they are. */
export async function revoke(environment: Environment, behind: ProviderSource, ctx: Context): Promise<void> {
  const { settings, tokens, parts, store } = environment;
  const form = await readForm(ctx);
  const caller = identifyCaller(store, ctx, form);
  const allowed =
    caller.kind === 'confidential' || (caller.kind === 'public' && settings.publicClientRevocation);
  if (!allowed) {
    refuse(ctx, 401, 'invalid_client', 'client authentication failed');
    if (settings.errorResponses === 'rfc') ctx.set('WWW-Authenticate', 'Basic realm="revocation"');
    return;
  }
  const token = form.get('token');
  if (token === null) {
    refuse(ctx, 400, 'invalid_request', 'the parameter token is missing');
    return;
  }
  const { provider } = await behind();
  const accessToken = tokens.find(token);
  const refreshToken = await provider.RefreshToken.find(token);
  const owner = accessToken?.clientId ?? refreshToken?.clientId;
  const { revokes, status } = parts.revocation({
    isKnown: owner !== undefined,
    isOwn: owner === caller.clientId,
  });
  if (revokes && accessToken !== undefined) await parts.revoke(environment, token);
  if (revokes && refreshToken !== undefined) {
    await refreshToken.destroy();
    if (refreshToken.grantId !== undefined) store.endGrant(refreshToken.grantId);
  }
  ctx.status = status;
  ctx.body = '';
}
