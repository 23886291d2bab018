import { randomBytes } from 'node:crypto';
import type { Context } from 'koa';
import type { AdapterPayload } from 'oidc-provider';
import { secretMethod } from './client-authentication.ts';
import { clientControls, grantControls } from './controls.ts';
import type { ClientRecord } from './controls.ts';
import type { Environment } from './environment.ts';
import { identifier } from './identifiers.ts';
import { isActive } from './introspection.ts';
import {
  changeOf,
  clientObject,
  consentObject,
  ManagementError,
  resourceObject,
  text,
  texts,
} from './management-objects.ts';
import type { JsonObject } from './metadata.ts';
import { parseJsonObject, readBody } from './request-body.ts';

/**
 * Scalekit's API for MCP servers and their clients, as its SDKs know it. It wants the access token of a machine: the
 * one that the confidential client gets by client_credentials.
 */
export async function manage(environment: Environment, ctx: Context): Promise<void> {
  try {
    requireMachine(environment, ctx);
    const [collection, id, members, memberId] = ctx.path
      .slice('/api/v1/'.length)
      .split('/')
      .map(decodeURIComponent);
    if (collection === 'user_consents' && members === undefined) consents(environment, ctx, id);
    else if (collection === 'resources' && members === undefined) await resources(environment, ctx, id);
    else if (collection === 'resources' && members === 'clients' && id !== undefined) {
      await resourceClients(environment, ctx, id, memberId);
    } else throw new ManagementError(404, 'NOT_FOUND', `${ctx.path} is not served here`);
  } catch (error) {
    const known =
      error instanceof ManagementError ? error : new ManagementError(400, 'INVALID_ARGUMENT', reason(error));
    ctx.status = known.status;
    ctx.body = { error_code: known.code, message: known.message };
    if (known.status === 401) ctx.set('WWW-Authenticate', 'Bearer');
  }
}

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function requireMachine(environment: Environment, ctx: Context): void {
  const [, token = ''] = /^bearer +(\S+)$/i.exec(ctx.get('authorization')) ?? [];
  const issued = environment.tokens.find(token);
  const isMachine = issued !== undefined && issued.claims.sub === environment.identity.client.id;
  if (isMachine && isActive(environment, token, issued)) return;
  throw new ManagementError(
    401,
    'UNAUTHENTICATED',
    'send an access token that the confidential client got by client_credentials',
  );
}

async function bodyOf(ctx: Context, wrapped: string): Promise<JsonObject> {
  const body = parseJsonObject((await readBody(ctx.req)) ?? '');
  if (body === undefined) throw new ManagementError(400, 'INVALID_ARGUMENT', 'the body is no JSON object');
  const inner = body[wrapped];
  return typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? { ...inner } : body;
}

function refuseMethod(ctx: Context, allowed: string): never {
  ctx.set('Allow', allowed);
  throw new ManagementError(405, 'METHOD_NOT_ALLOWED', `use ${allowed}`);
}

async function resources(environment: Environment, ctx: Context, id: string | undefined): Promise<void> {
  const { resources: known } = environment;
  if (id === undefined) {
    if (ctx.method === 'GET') {
      ctx.body = {
        total_size: known.list().length,
        next_page_token: '',
        prev_page_token: '',
        resources: known.list().map(resourceObject),
      };
    } else if (ctx.method === 'POST') {
      const { name, ...rest } = changeOf(await bodyOf(ctx, 'resource'));
      if (name === undefined || name === null)
        throw new ManagementError(400, 'INVALID_ARGUMENT', 'name is missing');
      const stated = Object.entries({ name, ...rest }).filter(([, value]) => value !== null);
      ctx.status = 201;
      ctx.body = { resource: resourceObject(known.add(Object.fromEntries(stated))) };
    } else refuseMethod(ctx, 'GET, POST');
    return;
  }
  const resource = known.find(id);
  if (resource === undefined) throw new ManagementError(404, 'NOT_FOUND', `there is no resource ${id}`);
  if (ctx.method === 'GET') ctx.body = { resource: resourceObject(resource) };
  else if (ctx.method === 'PATCH') {
    ctx.body = { resource: resourceObject(known.update(id, changeOf(await bodyOf(ctx, 'resource')))) };
  } else if (ctx.method === 'DELETE') {
    if (known.list().length === 1)
      throw new ManagementError(400, 'FAILED_PRECONDITION', 'the last resource stays');
    known.remove(id);
    ctx.body = {};
  } else refuseMethod(ctx, 'GET, PATCH, DELETE');
}

async function resourceClients(
  environment: Environment,
  ctx: Context,
  resourceId: string,
  id: string | undefined,
): Promise<void> {
  if (environment.resources.find(resourceId) === undefined) {
    throw new ManagementError(404, 'NOT_FOUND', `there is no resource ${resourceId}`);
  }
  const controls = clientControls(environment);
  const show = (client: ClientRecord): JsonObject => clientObject(environment, client);
  if (id === undefined) {
    if (ctx.method === 'GET') {
      const own = controls.list().filter((client) => client.resourceId === resourceId && !client.forgotten);
      ctx.body = { clients: own.map(show) };
    } else if (ctx.method === 'POST') {
      await createClient(environment, ctx, resourceId);
    } else refuseMethod(ctx, 'GET, POST');
    return;
  }
  const client = controls.find(id);
  if (client?.resourceId !== resourceId || client.forgotten) {
    throw new ManagementError(404, 'NOT_FOUND', `the resource ${resourceId} has no client ${id}`);
  }
  if (ctx.method === 'GET') {
    const own = grantControls(environment)
      .list()
      .filter(({ clientId }) => clientId === id);
    const users = own.map((grant) => ({
      consent_id: grant.id,
      external_user_id: grant.subject,
      scopes: grant.scopes,
    }));
    ctx.body = { client: show(client), consented_users: users };
  } else if (ctx.method === 'PATCH') {
    await changeClient(environment, ctx, id);
  } else if (ctx.method === 'DELETE') {
    controls.forget(id);
    ctx.body = {};
  } else refuseMethod(ctx, 'GET, PATCH, DELETE');
}

/** A machine's client: it has a secret and uses client_credentials. */
async function createClient(environment: Environment, ctx: Context, resourceId: string): Promise<void> {
  const body = await bodyOf(ctx, 'client');
  const id = identifier('m2m');
  const secret = randomBytes(32).toString('base64url');
  environment.clients.save(id, {
    kind: 'machine',
    since: environment.clock.now(),
    resourceId,
    ...describedBy(body),
  });
  const metadata: AdapterPayload = {
    client_id: id,
    client_secret: secret,
    client_name: text(body, 'name') ?? id,
    redirect_uris: texts(body, 'redirect_uris') ?? [],
    response_types: [],
    grant_types: ['client_credentials'],
    token_endpoint_auth_method: secretMethod(environment.settings),
  };
  environment.store.saveClient(id, metadata);
  const record = clientControls(environment).find(id);
  ctx.status = 201;
  ctx.body = { client: record === undefined ? {} : clientObject(environment, record), plain_secret: secret };
}

async function changeClient(environment: Environment, ctx: Context, id: string): Promise<void> {
  const { clients, store } = environment;
  const body = await bodyOf(ctx, 'client');
  const known = clients.find(id);
  const stored = store.findClient(id);
  const redirectUris = texts(body, 'redirect_uris');
  if (known !== undefined) clients.save(id, { ...known, ...describedBy(body) });
  if (stored !== undefined && redirectUris !== undefined) {
    store.saveClient(id, { ...stored, redirect_uris: redirectUris });
  }
  const record = clientControls(environment).find(id);
  ctx.body = { client: record === undefined ? {} : clientObject(environment, record) };
}

function describedBy(body: JsonObject): JsonObject {
  const { expiry, custom_claims: claims } = body;
  const pairs = Array.isArray(claims) ? (claims as { key?: unknown; value?: unknown }[]) : undefined;
  const described = {
    name: text(body, 'name'),
    description: text(body, 'description'),
    scopes: texts(body, 'scopes'),
    audience: texts(body, 'audience'),
    expiry: typeof expiry === 'number' ? expiry : undefined,
    customClaims:
      pairs === undefined
        ? undefined
        : Object.fromEntries(pairs.map(({ key, value }) => [String(key), value])),
  };
  return Object.fromEntries(Object.entries(described).filter(([, value]) => value !== undefined));
}

function consents(environment: Environment, ctx: Context, id: string | undefined): void {
  const controls = grantControls(environment);
  if (id === undefined) {
    if (ctx.method !== 'GET') refuseMethod(ctx, 'GET');
    const all = controls.list().map((grant) => consentObject(environment, grant));
    ctx.body = { total_size: all.length, next_page_token: '', prev_page_token: '', consents: all };
    return;
  }
  if (ctx.method !== 'DELETE') refuseMethod(ctx, 'DELETE');
  if (!controls.revoke(id)) throw new ManagementError(404, 'NOT_FOUND', `there is no consent ${id}`);
  ctx.body = {};
}
