import { requireLifetime } from './behaviour.ts';
import type { Behaviour } from './behaviour.ts';
import { identifier } from './identifiers.ts';
import type { ResourceOptions, ScopeOptions } from './options.ts';

/** A scope as the dashboard lists it. */
export interface Scope {
  /** `scp_…`. */
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly enabled: boolean;
}

/** An MCP server as it stands now; `url` may come later than the start. */
export interface ProtectedResource {
  readonly id: string;
  url: string | undefined;
  readonly name: string;
  readonly description: string;
  /** The names of the enabled scopes. */
  readonly scopes: readonly string[];
  readonly allScopes: readonly Scope[];
  readonly accessTokenLifetime: number;
  readonly refreshTokenLifetime: number;
  readonly documentation: string | undefined;
  readonly dynamicRegistration: boolean;
  readonly clientIdMetadataDocuments: boolean;
  readonly audience: string | readonly string[] | undefined;
  readonly authorizationServers: readonly string[] | undefined;
  readonly crossAppAccess: boolean;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** What can be changed later; null takes an optional member away. */
export type ResourceChange = {
  [Name in Exclude<keyof ResourceOptions, 'id'>]?: ResourceOptions[Name] | null;
};

/** The MCP servers of one mock, in the order they came. */
export interface Resources {
  list(): readonly ProtectedResource[];
  find(id: string): ProtectedResource | undefined;
  /** The one that everything is about where nothing names another. Throws when there is none. */
  first(): ProtectedResource;
  /** The one that a `resource` parameter names: by URL, by id, or by its issuer. */
  named(name: string): ProtectedResource | undefined;
  add(options: ResourceOptions): ProtectedResource;
  /** Throws when there is none with that id. */
  update(id: string, change: ResourceChange): ProtectedResource;
  remove(id: string): boolean;
  dump(): ProtectedResource[];
  load(resources: readonly ProtectedResource[]): void;
}

export interface ResourcesSetup {
  settings: Pick<Behaviour, 'dynamicRegistration' | 'clientIdMetadataDocuments'>;
  /** Milliseconds since 1970. */
  now: () => number;
  /** A name of the resource that depends on where the mock listens. */
  issuerOf: (id: string) => string;
  log: (line: string) => void;
  /** Called after each change. */
  changed: () => void;
}

const defaultScopes = ['web-search:read', 'web-search:write'];
const month = 30 * 86_400;

/** Keeps the MCP servers. Throws, naming what is wrong, when one cannot be as it is described. */
export function createResources(given: readonly ResourceOptions[], setup: ResourcesSetup): Resources {
  let resources: ProtectedResource[] = [];
  const place = (resource: ProtectedResource): ProtectedResource => {
    const others = resources.filter(({ id }) => id !== resource.id);
    requireResource(resource, others, setup.log);
    const at = resources.findIndex(({ id }) => id === resource.id);
    if (at === -1) resources.push(resource);
    else resources[at] = resource;
    return resource;
  };
  const add = (options: ResourceOptions): ProtectedResource => {
    const isKnown = options.id !== undefined && resources.some(({ id }) => id === options.id);
    if (isKnown) throw new Error(`There is a resource ${String(options.id)} already.`);
    return place(resolveResource(options, setup));
  };
  for (const options of given) add(options);
  return {
    list: () => resources,
    find: (id) => resources.find((resource) => resource.id === id),
    first: () => {
      const [resource] = resources;
      if (resource === undefined) throw new Error('The mock has no resource: add one.');
      return resource;
    },
    named: (name) =>
      resources.find(({ id, url }) => name === url || name === id || name === setup.issuerOf(id)),
    add: (options) => {
      const added = add(options);
      setup.changed();
      return added;
    },
    update: (id, change) => {
      const before = resources.find((resource) => resource.id === id);
      if (before === undefined) throw new Error(`There is no resource ${id}.`);
      const after = place(resolveResource(merged(before, change), setup, before));
      setup.changed();
      return after;
    },
    remove: (id) => {
      const rest = resources.filter((resource) => resource.id !== id);
      const isRemoved = rest.length < resources.length;
      resources = rest;
      if (isRemoved) setup.changed();
      return isRemoved;
    },
    dump: () => structuredClone(resources),
    load: (loaded) => {
      resources = structuredClone([...loaded]);
      setup.changed();
    },
  };
}

function merged(before: ProtectedResource, change: ResourceChange): ResourceOptions {
  const described = { ...before, scopes: before.allScopes, ...change };
  const stated = Object.entries(described).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(stated);
}

function resolveResource(
  options: ResourceOptions,
  { settings, now }: ResourcesSetup,
  before?: ProtectedResource,
): ProtectedResource {
  const allScopes = resolveScopes(options.scopes ?? defaultScopes, before?.allScopes ?? []);
  return {
    id: options.id ?? identifier('res'),
    url: options.url,
    name: options.name ?? 'MCP server',
    description: options.description ?? '',
    scopes: allScopes.filter(({ enabled }) => enabled).map(({ name }) => name),
    allScopes,
    accessTokenLifetime: options.accessTokenLifetime ?? 3600,
    refreshTokenLifetime: options.refreshTokenLifetime ?? month,
    documentation: options.documentation,
    dynamicRegistration: options.dynamicRegistration ?? settings.dynamicRegistration,
    clientIdMetadataDocuments: options.clientIdMetadataDocuments ?? settings.clientIdMetadataDocuments,
    audience: options.audience,
    authorizationServers: options.authorizationServers,
    crossAppAccess: options.crossAppAccess ?? false,
    createdAt: before?.createdAt ?? now(),
    updatedAt: now(),
  };
}

/** A scope keeps its id as long as it keeps its name. */
function resolveScopes(wanted: readonly (string | ScopeOptions)[], before: readonly Scope[]): Scope[] {
  return wanted.map((scope) => {
    const { name, description = '', enabled = true } = typeof scope === 'string' ? { name: scope } : scope;
    const id = before.find((known) => known.name === name)?.id ?? identifier('scp');
    return { id, name, description, enabled };
  });
}

/** The lifetime that the vendor advises, seconds. */
const advised = { from: 300, to: 3600 };

function requireResource(
  resource: ProtectedResource,
  others: readonly ProtectedResource[],
  log: (line: string) => void,
): void {
  const { id, url, accessTokenLifetime: lifetime } = resource;
  if (!/^[\w-]+$/.test(id)) {
    throw new Error(
      `The resource id ${JSON.stringify(id)} cannot stand in a path: use letters, digits, _ and -.`,
    );
  }
  if (url !== undefined) requireResourceUrl(url);
  const twin = others.find((other) => url !== undefined && other.url === url);
  if (twin !== undefined)
    throw new Error(`The resources ${twin.id} and ${id} have the same URL ${String(url)}.`);
  for (const { name } of resource.allScopes) {
    // RFC 6749 §3.3
    if (!/^[\x21\x23-\x5b\x5d-\x7e]+$/.test(name)) {
      throw new Error(
        `${JSON.stringify(name)} of the resource ${id} is no scope: it may hold no space, quote or backslash.`,
      );
    }
  }
  requireLifetime(`accessTokenLifetime of the resource ${id}`, lifetime);
  requireLifetime(`refreshTokenLifetime of the resource ${id}`, resource.refreshTokenLifetime);
  if (lifetime < advised.from || lifetime > advised.to) {
    log(
      `warning: accessTokenLifetime of the resource ${id} is ${lifetime} seconds; Scalekit advises ${advised.from} to ${advised.to}`,
    );
  }
}

/** Throws when `url` cannot be a resource identifier: absolute, without fragment (RFC 8707 §2). */
export function requireResourceUrl(url: string): void {
  if (!URL.canParse(url)) {
    throw new Error(`The resource URL ${JSON.stringify(url)} is not an absolute URL.`);
  }
  if (url.includes('#')) {
    throw new Error(`The resource URL ${url} has a fragment, which RFC 8707 §2 forbids.`);
  }
}
