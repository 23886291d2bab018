/** An MCP server and its authorization server on one socket, small enough that a test can bend every answer. */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

import { connect } from './connect.ts';
import type { ConnectOptions, ConnectReport } from './types.ts';

export interface Seen {
  /** `GET /authorize`. */
  route: string;
  headers: IncomingMessage['headers'];
  query: URLSearchParams;
  body: string;
  form: URLSearchParams;
}

export interface Given {
  status?: number;
  headers?: Record<string, string>;
  /** Sent as JSON, unless it is text. */
  body?: unknown;
}

export type Route = (seen: Seen, before: readonly Seen[]) => Given | undefined;

export interface Site extends AsyncDisposable {
  origin: string;
  /** The MCP endpoint. */
  url: string;
  seen: Seen[];
  /** What came to a route, in order. */
  at(route: string): Seen[];
  /** The first that came to a route. */
  first(route: string): Seen;
  connect(options?: Partial<ConnectOptions>): Promise<ConnectReport>;
}

/** @param bend Routes that answer otherwise; undefined leaves it to the good answer. */
export async function openSite(bend: (site: Site) => Record<string, Route> = () => ({})): Promise<Site> {
  let bent: Record<string, Route> = {};
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      const { pathname, searchParams: query } = new URL(request.url ?? '/', site.origin);
      const route = `${request.method ?? ''} ${pathname}`;
      const seen: Seen = { route, headers: request.headers, query, body, form: new URLSearchParams(body) };
      const before = site.seen.filter((one) => one.route === route);
      site.seen.push(seen);
      const answer = bent[route]?.(seen, before) ?? good(site)[route]?.(seen, before) ?? { status: 404 };
      const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body ?? {});
      response.writeHead(answer.status ?? 200, { 'content-type': 'application/json', ...answer.headers });
      response.end(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const site: Site = {
    origin,
    url: `${origin}/mcp`,
    seen: [],
    at: (route) => site.seen.filter((one) => one.route === route),
    first(route) {
      const [first] = site.at(route);
      if (first === undefined) throw new Error(`Nothing came to ${route}.`);
      return first;
    },
    connect: (options) => connect({ url: site.url, specVersion: '2026-07-28', timeoutMs: 5_000, ...options }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  bent = bend(site);
  return site;
}

/** Secrets that no report may show. */
export const SECRETS = {
  code: 'a-code-that-nobody-may-see',
  token: 'an-access-token-that-nobody-may-see',
  refresh: 'a-refresh-token-that-nobody-may-see',
};

export const RESOURCE_METADATA = '/.well-known/oauth-protected-resource/mcp';
export const SERVER_METADATA = '/.well-known/oauth-authorization-server';

export function serverMetadata({ origin }: Site): Record<string, unknown> {
  return {
    issuer: origin,
    authorization_endpoint: `${origin}/authorize`,
    token_endpoint: `${origin}/token`,
    registration_endpoint: `${origin}/register`,
    response_types_supported: ['code'],
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: ['none'],
  };
}

export function challenge({ origin }: Site, more = ''): Given {
  const value = `Bearer resource_metadata="${origin}${RESOURCE_METADATA}"${more}`;
  return { status: 401, headers: { 'www-authenticate': value } };
}

/** A redirect back that answers an authorization request. */
export function back({ query }: Seen, parameters: Record<string, string | undefined>): Given {
  const location = new URL(query.get('redirect_uri') ?? '');
  const all: typeof parameters = { state: query.get('state') ?? '', ...parameters };
  for (const [name, value] of Object.entries(all)) {
    if (value !== undefined) location.searchParams.set(name, value);
  }
  return { status: 302, headers: { location: location.href } };
}

export function tokens(more: Record<string, unknown> = {}): Given {
  const body = { access_token: SECRETS.token, token_type: 'Bearer', expires_in: 60, ...more };
  return { headers: { 'cache-control': 'no-store' }, body };
}

/** The answer of an MCP server that takes the token. */
export function served({ body }: Seen): Given {
  const { id, method } = JSON.parse(body) as { id?: number; method: string };
  if (id === undefined) return { status: 202 };
  const result =
    method === 'tools/list'
      ? { tools: [{ name: 'echo', inputSchema: { type: 'object' } }] }
      : { supportedVersions: ['2026-07-28'], protocolVersion: '2025-11-25', content: [] };
  return { body: { jsonrpc: '2.0', id, result } };
}

function good(site: Site): Record<string, Route> {
  return {
    'POST /mcp': (seen) =>
      seen.headers.authorization === `Bearer ${SECRETS.token}` ? served(seen) : challenge(site),
    [`GET ${RESOURCE_METADATA}`]: () => ({
      body: { resource: site.url, authorization_servers: [site.origin], unheard_of: { by: 'anyone' } },
    }),
    [`GET ${SERVER_METADATA}`]: () => ({ body: serverMetadata(site) }),
    'POST /register': ({ body }, before) => ({
      status: 201,
      body: {
        ...(JSON.parse(body) as Record<string, unknown>),
        client_id: `client-${before.length + 1}`,
        token_endpoint_auth_method: 'none',
      },
    }),
    'GET /authorize': (seen) => back(seen, { code: SECRETS.code }),
    'POST /token': ({ form }) => {
      if (form.get('grant_type') !== 'authorization_code') return tokens();
      const digest = createHash('sha256')
        .update(form.get('code_verifier') ?? '')
        .digest('base64url');
      const sent = site.at('GET /authorize').at(-1)?.query.get('code_challenge');
      return digest === sent ? tokens() : { status: 400, body: { error: 'invalid_grant' } };
    },
  };
}
