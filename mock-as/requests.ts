import type { Context, Next } from 'koa';
import { metadataIssuer, paths } from './environment.ts';
import type { Environment } from './environment.ts';
import type { JsonObject } from './metadata.ts';
import { entryParameter } from './provider.ts';
import { registrationProblem } from './registration.ts';
import { parseJsonObject, readBody, replayBody } from './request-body.ts';

/**
 * Scalekit serves each endpoint in two forms: under the environment and under the resource. Both end in the
 * one route that oidc-provider knows; the form is remembered, because the issuer depends on it.
 */
export async function prepareRequest(environment: Environment, ctx: Context, next: Next): Promise<unknown> {
  const path = paths(environment.settings.resource.id);
  const underResource = ctx.path === path.resourceAuthorization || ctx.path === path.resourceToken;
  ctx.state.entry = underResource ? 'resource' : 'environment';
  if (ctx.path === path.authorization || ctx.path === path.resourceAuthorization) {
    ctx.path = path.authorization;
    if (ctx.method === 'GET') prepareAuthorization(environment, ctx);
  } else if (ctx.method === 'POST' && (ctx.path === path.token || ctx.path === path.resourceToken)) {
    ctx.path = path.token;
    await prepareToken(environment, ctx);
  } else if (
    ctx.method === 'POST' &&
    (ctx.path === path.registration || ctx.path === path.registrationAlias)
  ) {
    ctx.path = path.registrationAlias;
    if (!(await prepareRegistration(environment, ctx))) return;
  }
  return next();
}

function prepareAuthorization(environment: Environment, ctx: Context): void {
  const { parts, settings } = environment;
  const parameters = new URLSearchParams(ctx.querystring);
  parts.authorizationRequest(environment, parameters);
  settleResource(environment, parameters);
  if ((parameters.get('scope') ?? '') === '') parameters.set('scope', settings.resource.scopes.join(' '));
  // OpenID Connect Core §11 grants offline access only with prompt=consent; OAuth clients don't know that.
  const scopes = parameters.get('scope')?.split(' ') ?? [];
  if (scopes.includes('offline_access') && !parameters.has('prompt')) parameters.set('prompt', 'consent');
  parameters.set(entryParameter, String(ctx.state.entry));
  ctx.querystring = parameters.toString();
}

async function prepareToken(environment: Environment, ctx: Context): Promise<void> {
  const text = await readBody(ctx.req);
  if (text === undefined || !ctx.is('application/x-www-form-urlencoded')) {
    replayBody(ctx.req, text ?? '');
    return;
  }
  const form = new URLSearchParams(text);
  environment.parts.tokenRequest(environment, form);
  ctx.state.resourceNamed = form.has('resource');
  settleResource(environment, form);
  replayBody(ctx.req, form.toString());
}

/**
 * Takes `resource` away where it names the MCP server, or where it is ignored: oidc-provider then falls back
 * on the MCP server. What is left names another resource, and is refused with `invalid_target`.
 */
function settleResource(environment: Environment, parameters: URLSearchParams): void {
  const { settings, resourceIssuer } = environment;
  const own = new Set([settings.resource.url, settings.resource.id, resourceIssuer]);
  const named = parameters.getAll('resource');
  if (settings.resourceEnforcement === 'ignore' || named.every((resource) => own.has(resource))) {
    parameters.delete('resource');
  }
}

async function prepareRegistration(environment: Environment, ctx: Context): Promise<boolean> {
  const text = await readBody(ctx.req);
  const request = text === undefined ? undefined : parseJsonObject(text);
  if (request === undefined || !ctx.is('application/json')) {
    replayBody(ctx.req, text ?? '');
    return true;
  }
  const problem = registrationProblem(request);
  if (problem !== undefined) {
    ctx.status = 400;
    ctx.body = { error: 'invalid_client_metadata', error_description: problem };
    return false;
  }
  ctx.state.registration = request satisfies JsonObject;
  replayBody(ctx.req, JSON.stringify(environment.parts.clientMetadata(request)));
  return true;
}

/**
 * The issuer identifier to tell a client that came by this request (RFC 9207 §2): the one in the metadata
 * that names the endpoint it used.
 */
export function entryIssuer(environment: Environment, ctx: Context): string {
  const parameters = (ctx as { oidc?: { params?: Record<string, unknown> } }).oidc?.params;
  const entry: unknown = parameters?.[entryParameter] ?? ctx.state.entry;
  return entry === 'environment' ? environment.base : metadataIssuer(environment);
}
