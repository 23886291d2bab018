import type { Context } from 'koa';
import { identifyCaller } from './client-authentication.ts';
import { entryOf, entryParameter } from './entries.ts';
import type { Entry } from './entries.ts';
import { paths } from './environment.ts';
import type { Environment } from './environment.ts';
import { indicatorOf } from './indicators.ts';
import type { JsonObject } from './metadata.ts';
import { registrationProblem } from './registration.ts';
import { parseJsonObject, readBody, replayBody } from './request-body.ts';
import type { ProtectedResource } from './resources.ts';

/**
 * Both forms of an endpoint end in the one route that oidc-provider knows; the form is remembered, because the
 * issuer depends on it. False when the request is answered already.
 */
export async function prepareRequest(environment: Environment, ctx: Context): Promise<boolean> {
  const entry = entryOf(environment, ctx.path);
  ctx.state.entry = entry?.resource?.id ?? 'environment';
  if (entry?.endpoint === 'authorization') {
    await prepareAuthorization(environment, ctx, entry);
  } else if (ctx.method === 'POST' && entry?.endpoint === 'token') {
    ctx.path = paths('').token;
    await prepareToken(environment, ctx, entry);
  } else if (ctx.method === 'POST' && entry?.endpoint === 'registration') {
    ctx.path = paths('').registrationAlias;
    return prepareRegistration(environment, ctx, entry);
  } else if (ctx.method === 'PUT' && ctx.path.startsWith(`${paths('').registrationAlias}/`)) {
    return (await readRegistration(environment, ctx)) !== undefined;
  }
  return true;
}

async function prepareAuthorization(environment: Environment, ctx: Context, entry: Entry): Promise<void> {
  const path = paths('').authorization;
  if (ctx.method === 'GET') {
    const parameters = new URLSearchParams(ctx.querystring);
    settleAuthorization(environment, parameters, entry);
    // Path and query at once: Koa takes the URL apart for each.
    ctx.url = `${path}?${parameters.toString()}`;
    return;
  }
  ctx.path = path;
  if (ctx.method === 'POST') {
    const form = await readForm(ctx);
    if (form === undefined) return;
    settleAuthorization(environment, form, entry);
    replayBody(ctx.req, form.toString());
  }
}

function settleAuthorization(environment: Environment, parameters: URLSearchParams, entry: Entry): void {
  environment.parts.authorizationRequest(environment, parameters);
  const resource = settleResource(environment, parameters, entry) ?? environment.resources.first();
  if ((parameters.get('scope') ?? '') === '') parameters.set('scope', resource.scopes.join(' '));
  // OpenID Connect Core §11 grants offline access only with prompt=consent; OAuth clients don't know that.
  const scopes = parameters.get('scope')?.split(' ') ?? [];
  if (scopes.includes('offline_access') && !parameters.has('prompt')) parameters.set('prompt', 'consent');
  parameters.set(entryParameter, entry.resource?.id ?? 'environment');
}

async function prepareToken(environment: Environment, ctx: Context, entry: Entry): Promise<void> {
  const form = await readForm(ctx);
  if (form === undefined) return;
  environment.parts.tokenRequest(environment, form);
  ctx.state.resourceNamed = form.has('resource');
  // A code or a refresh token brings the resource of its grant along.
  const isMachine = form.get('grant_type') === 'client_credentials';
  if (form.has('resource') || isMachine) {
    const resource = settleResource(environment, form, entry);
    if (isMachine && resource !== undefined) settleMachineScope(environment, ctx, form, resource);
  }
  replayBody(ctx.req, form.toString());
}

/** RFC 6749 §3.3: what a machine gets that asks for no scope: what its client was made for, else all of the resource. */
function settleMachineScope(
  { clients, store }: Environment,
  ctx: Context,
  form: URLSearchParams,
  resource: ProtectedResource,
): void {
  if ((form.get('scope') ?? '') !== '') return;
  const caller = identifyCaller(store, ctx, form);
  const known = caller.kind === 'unknown' ? undefined : clients.find(caller.clientId);
  const scopes = known?.scopes ?? resource.scopes;
  if (scopes.length > 0) form.set('scope', scopes.join(' '));
}

/** The form; undefined when there is none to read, and the body is as before. */
async function readForm(ctx: Context): Promise<URLSearchParams | undefined> {
  const text = await readBody(ctx.req);
  if (text !== undefined && ctx.is('application/x-www-form-urlencoded')) return new URLSearchParams(text);
  replayBody(ctx.req, text ?? '');
  return undefined;
}

/**
 * Puts the one name that oidc-provider knows in the place of every name that an MCP server goes by. What names none is
 * taken away where it is ignored, and else refused by oidc-provider with `invalid_target` (RFC 8707 §2). Gives the
 * MCP server that the request is about, when it is one.
 */
function settleResource(
  environment: Environment,
  parameters: URLSearchParams,
  entry: Entry,
): ProtectedResource | undefined {
  const { settings, resources } = environment;
  const isEnforced = settings.resourceEnforcement === 'enforce';
  const named = parameters.getAll('resource');
  const known = named.flatMap((name) => {
    const resource = resources.named(name);
    const isElsewhere = entry.resource !== undefined && resource?.id !== entry.resource.id;
    return resource === undefined || isElsewhere ? [] : [resource];
  });
  if (isEnforced && known.length < named.length) return undefined;
  const meant = known.length > 0 ? known : defaultResource(environment, parameters, entry);
  parameters.delete('resource');
  for (const resource of meant) parameters.append('resource', indicatorOf(resource));
  return meant[0];
}

/**
 * What a request is about that names no resource: the one of the path, the one that the client was registered for, or
 * the first. Where naming one is demanded, only a single one goes without saying.
 */
function defaultResource(
  { settings, resources, clients }: Environment,
  parameters: URLSearchParams,
  entry: Entry,
): ProtectedResource[] {
  if (entry.resource !== undefined) return [entry.resource];
  if (settings.resourceEnforcement === 'enforce' && resources.list().length > 1) return [];
  const registeredFor = clients.find(parameters.get('client_id') ?? '')?.resourceId;
  return [(registeredFor === undefined ? undefined : resources.find(registeredFor)) ?? resources.first()];
}

async function prepareRegistration(environment: Environment, ctx: Context, entry: Entry): Promise<boolean> {
  const { resources, parts } = environment;
  const resource = entry.resource ?? resources.list().find(({ dynamicRegistration }) => dynamicRegistration);
  if (resource?.dynamicRegistration !== true) {
    ctx.status = 404;
    ctx.body = { error: 'not_found', error_description: 'clients cannot register themselves here' };
    return false;
  }
  ctx.state.registeredFor = resource;
  const request = await readRegistration(environment, ctx);
  if (request === undefined) return false;
  if (request === 'unreadable') return true;
  ctx.state.registration = request;
  replayBody(ctx.req, JSON.stringify(parts.clientMetadata(request, environment)));
  return true;
}

/**
 * The client metadata in a request; undefined when they are refused already, `unreadable` when oidc-provider is to say
 * what is wrong with the body.
 */
async function readRegistration(
  environment: Environment,
  ctx: Context,
): Promise<JsonObject | 'unreadable' | undefined> {
  const text = await readBody(ctx.req);
  replayBody(ctx.req, text ?? '');
  const request = text === undefined ? undefined : parseJsonObject(text);
  if (request === undefined || !ctx.is('application/json')) return 'unreadable';
  const problem = registrationProblem(request);
  if (problem !== undefined) return refuseRegistration(ctx, 'invalid_client_metadata', problem);
  const atUris = environment.parts.redirectUriProblem(request, environment);
  if (atUris !== undefined) return refuseRegistration(ctx, 'invalid_redirect_uri', atUris);
  return request;
}

function refuseRegistration(ctx: Context, error: string, description: string): undefined {
  ctx.status = 400;
  ctx.body = { error, error_description: description };
}
