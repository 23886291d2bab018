import type { Context } from 'koa';
import { metadataIssuer, paths } from './environment.ts';
import type { Environment } from './environment.ts';
import type { ProtectedResource } from './resources.ts';

/** Which of the forms of an endpoint a request came to. */
export interface Entry {
  readonly endpoint: 'authorization' | 'token' | 'registration';
  /** The resource that the path names; none when it is a path of the environment. */
  readonly resource?: ProtectedResource;
}

const forms = {
  authorization: /^\/resources\/([^/]+)\/oauth\/authorize$/,
  token: /^\/resources\/([^/]+)\/oauth\/token$/,
  registration: /^\/api\/v1\/resources\/([^/]+)\/clients:register$/,
} as const;

/**
 * Scalekit serves each endpoint in two forms: under the environment and under the resource. Undefined for any other
 * path, also for one that names a resource that there is not.
 */
export function entryOf({ resources }: Environment, path: string): Entry | undefined {
  const { authorization, token, registrationAlias } = paths('');
  if (path === authorization) return { endpoint: 'authorization' };
  if (path === token) return { endpoint: 'token' };
  if (path === registrationAlias) return { endpoint: 'registration' };
  for (const [endpoint, form] of Object.entries(forms) as [Entry['endpoint'], RegExp][]) {
    const [, id] = form.exec(path) ?? [];
    const resource = id === undefined ? undefined : resources.find(id);
    if (resource !== undefined) return { endpoint, resource };
  }
  return undefined;
}

/** Remembers through a login which authorization endpoint the client came to; see `entryIssuer`. */
export const entryParameter = 'mock_entry';

/**
 * The issuer identifier to tell a client that came by this request (RFC 9207 §2): the one in the metadata
 * that names the endpoint it used.
 */
export function entryIssuer(environment: Environment, ctx: Context): string {
  const parameters = (ctx as { oidc?: { params?: Record<string, unknown> } }).oidc?.params;
  const entry: unknown = parameters?.[entryParameter] ?? ctx.state.entry;
  const resource = typeof entry === 'string' ? environment.resources.find(entry) : undefined;
  return resource === undefined ? environment.base : metadataIssuer(environment, resource);
}
