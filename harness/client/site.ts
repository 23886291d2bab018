import type { Middleware } from 'koa';
import type {
  MockAuthorizationServer,
  MockAuthorizationServerOptions,
  TrafficEntry,
} from '../../mock-as/index.ts';
import { createTraffic } from '../../mock-as/traffic.ts';
import type { Ledger } from './ledger.ts';
import type { Pending } from './pending.ts';
import { LAB_FIELD, type Script } from './script.ts';

/** Starts the MCP server of a lab; whoever wires the harness brings one. */
export type StartResourceServer = (site: {
  /** The issuer that its metadata names. */
  authorizationServer: string;
  /** Base URL of the authorization server. */
  environment: string;
  client: { id: string; secret: string };
  jwks: string;
  /** A field by which the lab knows the server's own requests, which are not the client's. */
  mark: string;
  /** Around everything that it answers. */
  around: Middleware;
}) => Promise<{ url: string; close(): Promise<void> }>;

/** How the authorization server of a lab differs from the ordinary one. */
export type ServerSettings = Omit<
  MockAuthorizationServerOptions,
  'alter' | 'port' | 'host' | 'resource' | 'resources' | 'privateKeys'
> & { scopes?: string[] };

/** What all servers of one lab share. */
export interface Ground {
  startServer: StartResourceServer;
  privateKeys: NonNullable<MockAuthorizationServerOptions['privateKeys']>;
  settings: ServerSettings;
  script: Script;
  ledger: Ledger;
  pending: Pending;
}

/** A mock authorization server and the MCP server that trusts it, both recorded. */
export interface Site {
  mock: MockAuthorizationServer;
  /** URL of the MCP endpoint. */
  url: string;
  close(): Promise<void>;
}

const SCOPES = ['web-search:read', 'web-search:write'];

/** @param more Settings that this site differs in from the scenario's. */
export async function startSite(
  { startServer, privateKeys, settings: { scopes = SCOPES, ...settings }, script, ledger, pending }: Ground,
  more: ServerSettings = {},
): Promise<Site> {
  const { startMockAuthorizationServer } = await import('../../mock-as/index.ts');
  const mock = await startMockAuthorizationServer({
    profile: 'oauth21',
    refreshTokens: 'always',
    // The documents of clients are out of reach of a lab: a scenario that offers this way plays the server itself.
    clientIdMetadataDocuments: false,
    resource: { scopes },
    ...settings,
    ...more,
    privateKeys,
    alter: ({ middleware, clientMetadata }) => ({
      middleware: [...middleware, pending.around, script.around('mock-as')],
      clientMetadata: (request, environment) => lenient(clientMetadata(request, environment)),
    }),
  });
  mock.traffic.onEntry((entry) => {
    if (!isOfServer(entry)) ledger.note(entry, { via: 'mock-as', origin: mock.urls.environment });
  });
  let url = '';
  const traffic = createTraffic();
  traffic.onEntry((entry) => ledger.note(entry, { via: 'server', origin: url }));
  const honest = script.around('server');
  const server = await startServer({
    authorizationServer: mock.urls.issuer,
    environment: mock.urls.environment,
    client: mock.client,
    jwks: mock.urls.jwks,
    mark: LAB_FIELD,
    around: (ctx, next) => {
      traffic.follow(ctx.req, ctx.res);
      return pending.around(ctx, () => honest(ctx, next) as Promise<void>) as Promise<void>;
    },
  }).catch(async (error: unknown) => {
    await mock.close();
    throw error;
  });
  ({ url } = server);
  mock.setResource(url);
  const close = async (): Promise<void> => {
    await Promise.all([server.close(), mock.close()]);
  };
  return { mock, url, close };
}

/**
 * A loopback redirect URI may have another port the next time (RFC 8252 §7.3), also where a client has called itself a web
 * application by mistake: that mistake is judged by itself, and does not spoil every later launch.
 */
function lenient(metadata: Record<string, unknown>): Record<string, unknown> {
  const { redirect_uris: uris } = metadata;
  const isLocal = Array.isArray(uris) && uris.some((uri) => String(uri).startsWith('http:'));
  return isLocal ? { ...metadata, application_type: 'native' } : metadata;
}

/** The MCP server reads keys and metadata too. */
function isOfServer({ endpoint, request }: TrafficEntry): boolean {
  return endpoint === 'jwks' || request.headers.some(([name]) => name.toLowerCase() === LAB_FIELD);
}
