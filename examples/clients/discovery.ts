import type { Session } from './parts.ts';
import { Trouble, type Challenge, type ResourceMetadata, type ServerMetadata } from './types.ts';

/** The parameters of the Bearer challenge of a WWW-Authenticate field (RFC 9110 §11.6.1); empty when there is none. */
export function readChallenge(field: string | null): Challenge {
  const parameters: Record<string, string> = {};
  let scheme = '';
  const item = /([!#$%&'*+\-.^_`|~\w]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))|(?=[\s,]|$))/g;
  for (const [, name = '', quoted, plain] of (field ?? '').matchAll(item)) {
    const value = quoted?.replace(/\\(.)/g, '$1') ?? plain;
    if (value === undefined) scheme = name.toLowerCase();
    else if (scheme === 'bearer') parameters[name.toLowerCase()] ??= value;
  }
  return parameters;
}

/** Where the metadata of an MCP server may be: where the challenge says, else at the well-known places (RFC 9728 §3.1). */
export function resourceMetadataUrls({ url }: Session, challenge: Challenge): string[] {
  const named = challenge['resource_metadata'];
  if (named !== undefined) return [named];
  const { origin, pathname } = new URL(url);
  const base = `${origin}/.well-known/oauth-protected-resource`;
  return pathname === '/' ? [base] : [base + pathname, base];
}

/** RFC 8414 §3.1 and OpenID Connect Discovery §4, in the order of MCP «Authorization Server Metadata Discovery». */
export function serverMetadataUrls(_session: Session, issuer: string): string[] {
  const { origin, pathname } = new URL(issuer);
  const path = pathname === '/' ? '' : pathname.replace(/\/$/, '');
  const inserted = ['oauth-authorization-server', 'openid-configuration'].map(
    (name) => `${origin}/.well-known/${name}${path}`,
  );
  return path === '' ? inserted : [...inserted, `${origin}${path}/.well-known/openid-configuration`];
}

/** MCP 2025-03-26 «Server Metadata Discovery Headers». */
export function metadataHeaders({ revision }: Session): Record<string, string> {
  return { accept: 'application/json', 'mcp-protocol-version': revision };
}

/** The first of the documents that is there. What the server has no document at is passed over, as are redirects. */
export async function fetchFirst(session: Session, urls: readonly string[]): Promise<unknown> {
  let outage: string | undefined;
  for (const url of urls) {
    await session.parts.checkAddress(session, url);
    const headers = session.parts.metadataHeaders(session);
    const response = await session.fetch(url, { headers, redirect: 'manual' });
    if (response.status >= 500) outage = `${url} answered ${response.status}`;
    if (response.ok) {
      const document = await session.readJson(response);
      if (typeof document === 'object' && document !== null) return document;
    } else await response.body?.cancel();
  }
  if (outage !== undefined) throw new Trouble(`${outage}. Try again later.`);
  return undefined;
}

/** RFC 9728 §3.3; a parent of the endpoint is accepted as the official SDKs do, a trailing slash more is not. */
export function isResourceOf({ url }: Session, resource: string): boolean {
  if (!URL.canParse(resource)) return false;
  const [endpoint, named] = [new URL(url), new URL(resource)];
  const parent = named.pathname.endsWith('/') ? named.pathname : `${named.pathname}/`;
  const isSame = endpoint.pathname === named.pathname;
  return endpoint.origin === named.origin && (isSame || endpoint.pathname.startsWith(parent));
}

/** RFC 9728 §3.2: what it does not know it leaves alone. */
export function readResourceMetadata(document: object): ResourceMetadata {
  return document as ResourceMetadata;
}

/** RFC 8414 §3.2: the endpoints are where it says. */
export function readServerMetadata(document: object): ServerMetadata {
  return document as ServerMetadata;
}

export interface Discovered {
  server: ServerMetadata;
  resource: ResourceMetadata | undefined;
}

/** From a challenge to the metadata of the authorization server. */
export async function discover(session: Session, challenge: Challenge): Promise<Discovered> {
  const { parts, url, revision } = session;
  if (revision === '2025-03-26') return { server: await discoverAtOrigin(session), resource: undefined };
  const found = await parts.fetchFirst(session, parts.resourceMetadataUrls(session, challenge));
  if (found === undefined) return { server: await discoverAtOrigin(session), resource: undefined };
  const resource = parts.readResourceMetadata(found as object);
  if (!parts.isResourceOf(session, resource.resource))
    throw new Trouble(`The metadata of ${url} is about another resource, ${resource.resource}.`);
  const [issuer] = resource.authorization_servers ?? [];
  if (issuer === undefined) throw new Trouble(`The metadata of ${url} names no authorization server.`);
  const metadata = await parts.fetchFirst(session, parts.serverMetadataUrls(session, issuer));
  if (metadata === undefined) throw new Trouble(`${issuer} has no metadata.`);
  const server = parts.readServerMetadata(metadata as object);
  if (!parts.isIssuer(issuer, server)) throw new Trouble(`The metadata of ${issuer} is of ${server.issuer}.`);
  parts.checkEndpoints(server);
  return { server, resource };
}

/** MCP 2025-03-26 «Authorization Base URL»: the MCP server is, or stands for, the authorization server. */
async function discoverAtOrigin(session: Session): Promise<ServerMetadata> {
  const { origin } = new URL(session.url);
  const found = await session.parts.fetchFirst(session, [`${origin}/.well-known/oauth-authorization-server`]);
  if (found !== undefined) return found as ServerMetadata;
  return session.parts.defaultEndpoints(session);
}

/** MCP 2025-03-26 «Fallbacks for Servers without Metadata Discovery»: at the root, whatever the path of the server. */
export function defaultEndpoints({ url }: Session): ServerMetadata {
  const { origin } = new URL(url);
  return {
    issuer: origin,
    authorization_endpoint: `${origin}/authorize`,
    token_endpoint: `${origin}/token`,
    registration_endpoint: `${origin}/register`,
    code_challenge_methods_supported: ['S256'],
  };
}

/** RFC 8414 §3.3: identical, character by character. */
export function isIssuer(issuer: string, metadata: ServerMetadata): boolean {
  return metadata.issuer === issuer;
}
