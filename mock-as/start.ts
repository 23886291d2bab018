import { randomBytes } from 'node:crypto';
import { createApp } from './app.ts';
import { paths } from './environment.ts';
import type { Environment } from './environment.ts';
import { identifier } from './identifiers.ts';
import { createKeyRing, publicJwk } from './keys.ts';
import type { PublicJwk } from './keys.ts';
import { createTokenLedger } from './ledger.ts';
import { openListener } from './listener.ts';
import type { Handler } from './listener.ts';
import { protectedResourceMetadata } from './metadata.ts';
import type { JsonObject } from './metadata.ts';
import { mint } from './mint.ts';
import type { MintOptions } from './mint.ts';
import { createOutages } from './outage.ts';
import type { Outage, OutageOptions } from './outage.ts';
import { assembleParts } from './parts.ts';
import { requireResourceUrl, resolveSettings } from './settings.ts';
import type { MockAuthorizationServerOptions, ProtectedResource, Settings } from './settings.ts';
import { createStore } from './store.ts';
import { createTraffic } from './traffic.ts';
import type { Traffic, TrafficRecorder } from './traffic.ts';

/** Where the mock listens. */
export interface MockUrls {
  /** Scalekit's environment URL, `E`. */
  readonly environment: string;
  /** `E/resources/R`, what the protected resource metadata lists as authorization server. */
  readonly issuer: string;
  readonly authorization: string;
  readonly token: string;
  readonly jwks: string;
  readonly introspection: string;
  readonly registration: string;
  readonly revocation: string;
}

/** A running mock of Scalekit, and everything that can be done to it. */
export interface MockAuthorizationServer extends AsyncDisposable {
  readonly urls: MockUrls;
  readonly resource: Readonly<ProtectedResource>;
  /** A confidential client, for introspection and client_credentials. */
  readonly client: { readonly id: string; readonly secret: string };
  /** Sets the URL of the MCP server, when it is known only after the start. */
  setResource(url: string): void;
  /** What Scalekit's dashboard hands out for the MCP server to serve (RFC 9728 §2). */
  protectedResourceMetadata(): JsonObject;
  mint(options?: MintOptions): Promise<string>;
  /** The published public keys. */
  jwks(): { keys: PublicJwk[] };
  /** The public half of the key that `mint({ key: 'unpublished' })` signs with. */
  unpublishedJwk(): Promise<PublicJwk>;
  outage(options: OutageOptions): Promise<Outage>;
  /** A new key signs from now on; the old one stays published unless `keepOld` is false. */
  rotateKeys(options?: { keepOld?: boolean }): Promise<{ kid: string }>;
  /** Takes a former key off the JWKS; false when it was not on it. */
  retireKey(kid: string): boolean;
  /** Changes how long the key set may be cached, seconds; undefined lets it say nothing. */
  setKeySetMaxAge(seconds: number | undefined): void;
  /** Makes a client stale: the mock no longer knows it, and its tokens are inactive. False when it never knew it. */
  forgetClient(id: string): Promise<boolean>;
  revoke(token: string): Promise<void>;
  readonly traffic: Traffic;
  close(): Promise<void>;
}

/**
 * Starts a mock authorization server that poses as Scalekit. Throws, saying what to do, when an option
 * cannot be used or the port is taken.
 */
export async function startMockAuthorizationServer(
  options: MockAuthorizationServerOptions = {},
): Promise<MockAuthorizationServer> {
  const settings = resolveSettings(options);
  const traffic = createTraffic();
  let app: Handler = (_request, response) => response.writeHead(503).end();
  const outages = createOutages(() => listener);
  const keys = await createKeyRing(options.privateKeys);
  const listener = await openListener(settings.host, settings.port, (request, response) => {
    traffic.follow(request, response);
    const strike = outages.strike(request);
    if (strike !== undefined) traffic.hit(request, strike.mode);
    if (strike?.apply(response) !== true) app(request, response);
  });
  const environment = createEnvironment(settings, keys, listener.port, options.client);
  saveConfidentialClient(environment);
  app = createApp(environment, outages);
  const close = async (): Promise<void> => {
    await outages.endAll();
    await listener.close();
  };
  return controls(environment, traffic, (wanted) => outages.start(wanted), close);
}

function createEnvironment(
  settings: Settings,
  keys: Environment['keys'],
  port: number,
  client: MockAuthorizationServerOptions['client'],
): Environment {
  const host = settings.host.includes(':') ? `[${settings.host}]` : settings.host;
  const base = `http://${host}:${port}`;
  return {
    settings,
    base,
    resourceIssuer: base + paths(settings.resource.id).resource,
    organization: identifier('org'),
    keys,
    tokens: createTokenLedger(),
    store: createStore(),
    parts: assembleParts(settings.alter),
    tokenClient: identifier('m2m'),
    client: {
      id: client?.id ?? identifier('skc'),
      secret: client?.secret ?? randomBytes(32).toString('base64url'),
    },
  };
}

/** The client that stands for a server or a machine: its secret opens introspection and client_credentials. */
function saveConfidentialClient({ store, client }: Environment): void {
  store.saveClient(client.id, {
    client_id: client.id,
    client_secret: client.secret,
    client_name: 'Confidential client',
    redirect_uris: [],
    response_types: [],
    grant_types: ['client_credentials'],
    token_endpoint_auth_method: 'client_secret_basic',
  });
}

function controls(
  environment: Environment,
  traffic: TrafficRecorder,
  outage: MockAuthorizationServer['outage'],
  close: () => Promise<void>,
): MockAuthorizationServer {
  const { settings, keys, tokens, store, client } = environment;
  return {
    urls: urlsOf(environment),
    resource: settings.resource,
    client,
    setResource: (url) => {
      requireResourceUrl(url);
      settings.resource.url = url;
    },
    protectedResourceMetadata: () => protectedResourceMetadata(environment),
    mint: (options) => mint(environment, options),
    jwks: () => ({ keys: keys.published() }),
    unpublishedJwk: async () => publicJwk(await keys.unpublished()),
    outage,
    rotateKeys: async ({ keepOld = true } = {}) => ({ kid: (await keys.rotate({ keepOld })).kid }),
    retireKey: (kid) => keys.retire(kid),
    setKeySetMaxAge: (seconds) => {
      settings.keySetMaxAge = seconds;
    },
    forgetClient: async (id) => {
      const registered = store.deleteClient(id);
      return tokens.forgetClient(id) || registered;
    },
    revoke: async (token) => {
      if (!(await tokens.revoke(token))) throw new Error('This mock did not issue the token to revoke.');
    },
    traffic: { list: traffic.list, clear: traffic.clear, onEntry: traffic.onEntry },
    close,
    [Symbol.asyncDispose]: close,
  };
}

function urlsOf({ base, resourceIssuer, settings }: Environment): MockUrls {
  const path = paths(settings.resource.id);
  return {
    environment: base,
    issuer: resourceIssuer,
    authorization: base + path.resourceAuthorization,
    token: base + path.resourceToken,
    jwks: base + path.jwks,
    introspection: base + path.introspection,
    registration: base + path.registration,
    revocation: base + path.revocation,
  };
}
