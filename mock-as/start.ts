import { randomBytes } from 'node:crypto';
import { createApp } from './app.ts';
import type { App } from './app.ts';
import { secretMethod } from './client-authentication.ts';
import { createClientDirectory } from './clients.ts';
import { createClock } from './clock.ts';
import { clientControls, grantControls, keyControls, tokenControls } from './controls.ts';
import { resourceIssuer } from './environment.ts';
import type { Environment, Identity } from './environment.ts';
import { identifier } from './identifiers.ts';
import { createKeyRing, publicJwk } from './keys.ts';
import { createTokenLedger } from './ledger.ts';
import { openListener } from './listener.ts';
import type { Handler } from './listener.ts';
import { protectedResourceMetadata } from './metadata.ts';
import { mint } from './mint.ts';
import type { MockAuthorizationServer } from './mock.ts';
import type { MockAuthorizationServerOptions } from './options.ts';
import { createOutages } from './outage.ts';
import type { Outages } from './outage.ts';
import { assembleParts } from './parts.ts';
import { createPeople } from './people.ts';
import { createResources, requireResourceUrl } from './resources.ts';
import type { ProtectedResource } from './resources.ts';
import { configure, resolveSettings } from './settings.ts';
import type { Settings } from './settings.ts';
import { changeableSettings, dumpState, restoreState } from './state.ts';
import { createStore } from './store.ts';
import { createTraffic } from './traffic.ts';
import type { Tls, TlsTrust } from './tls.ts';
import type { TrafficRecorder } from './traffic.ts';
import { urlsOf } from './urls.ts';

/**
 * Starts a mock authorization server that poses as Scalekit, or as another one by its profile. Throws, saying what to
 * do, when an option cannot be used or the port is taken.
 */
export async function startMockAuthorizationServer(
  options: MockAuthorizationServerOptions = {},
): Promise<MockAuthorizationServer> {
  const settings = resolveSettings(options);
  const traffic = createTraffic();
  const outages = createOutages({ listener: () => listener, random: settings.random });
  const [keys, tls] = await Promise.all([
    createKeyRing(options.privateKeys),
    tlsOf(options.tls, settings.host),
  ]);
  let app: App | undefined;
  const handle: Handler = (request, response) => {
    traffic.follow(request, response);
    const strike = outages.strike(request);
    if (strike !== undefined) traffic.hit(request, strike.mode);
    const proceed = (): void => {
      if (response.destroyed || strike?.apply(response) === true) return;
      if (app === undefined) response.writeHead(503).end();
      else app.handle(request, response);
    };
    if (strike === undefined || strike.delay === 0) proceed();
    else setTimeout(proceed, strike.delay).unref();
  };
  const listener = await openListener(settings.host, settings.port, handle, tls).catch(
    async (error: unknown) => {
      await tls?.close();
      throw error;
    },
  );
  const close = async (): Promise<void> => {
    outages.close();
    await Promise.all([listener.close(), tls?.close()]);
  };
  try {
    const base = baseOf(settings.host, listener.port, tls);
    const environment = createEnvironment(options, settings, keys, base, () => app?.renew());
    saveConfidentialClient(environment, options.client?.redirectUris);
    app = createApp(environment, outages);
    if (environment.parts.plainHttpToo) {
      const { answerPlainToo } = await import('./plain-too.ts');
      answerPlainToo(listener.server, handle);
    }
    return controls(environment, { traffic, outages, app, close, trust: tls?.trust });
  } catch (error) {
    await close();
    throw error;
  }
}

/** Loads what TLS takes only where TLS is wanted. */
async function tlsOf(wanted: MockAuthorizationServerOptions['tls'], host: string): Promise<Tls | undefined> {
  if (wanted === undefined || wanted === false) return undefined;
  const { prepareTls } = await import('./tls.ts');
  return prepareTls(wanted, host);
}

function baseOf(host: string, port: number, tls: Tls | undefined): string {
  const scheme = tls === undefined ? 'http' : 'https';
  return `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function createEnvironment(
  options: MockAuthorizationServerOptions,
  settings: Settings,
  keys: Environment['keys'],
  base: string,
  changed: () => void,
): Environment {
  const clock = createClock();
  const resources = createResources(options.resources ?? [options.resource ?? {}], {
    settings,
    now: clock.now,
    issuerOf: (id) => resourceIssuer({ base }, { id }),
    log: settings.log,
    changed,
  });
  return {
    settings,
    base,
    clock,
    resources,
    people: createPeople(options.users ?? [], options.organizations ?? []),
    keys,
    tokens: createTokenLedger(),
    clients: createClientDirectory(),
    store: createStore(clock),
    parts: assembleParts(settings.alter),
    identity: createIdentity(options.client),
  };
}

function createIdentity(client: MockAuthorizationServerOptions['client']): Identity {
  return {
    tokenClient: identifier('m2m'),
    client: {
      id: client?.id ?? identifier('skc'),
      secret: client?.secret ?? randomBytes(32).toString('base64url'),
    },
    cookieKey: randomBytes(32).toString('base64url'),
  };
}

/** The client that stands for a server or a machine: its secret opens introspection and client_credentials. */
function saveConfidentialClient(
  { settings, store, clients, clock, identity: { client } }: Environment,
  redirectUris: readonly string[] = [],
): void {
  const isApplication = redirectUris.length > 0;
  clients.save(client.id, { kind: 'confidential', name: 'Confidential client', since: clock.now() });
  store.saveClient(client.id, {
    client_id: client.id,
    client_secret: client.secret,
    client_name: 'Confidential client',
    redirect_uris: [...redirectUris],
    response_types: isApplication ? ['code'] : [],
    grant_types: ['client_credentials', ...(isApplication ? ['authorization_code', 'refresh_token'] : [])],
    token_endpoint_auth_method: secretMethod(settings),
  });
}

interface Running {
  traffic: TrafficRecorder;
  outages: Outages;
  app: App;
  /** What a client of an https mock has to trust. */
  trust: TlsTrust | undefined;
  close: () => Promise<void>;
}

function controls(environment: Environment, running: Running): MockAuthorizationServer {
  const { settings, keys, resources, identity, clock, people } = environment;
  const { traffic, outages, app, trust, close } = running;
  const clients = clientControls(environment);
  const tokens = tokenControls(environment);
  return {
    get urls() {
      return urlsOf(environment, resources.first());
    },
    get resource() {
      return resources.first();
    },
    get client() {
      return identity.client;
    },
    tls: trust,
    resources,
    people,
    clients,
    tokens,
    grants: grantControls(environment),
    keys: keyControls(environment),
    outages,
    clock,
    traffic: { list: traffic.list, clear: traffic.clear, onEntry: traffic.onEntry },
    settings: () => ({ profile: settings.profile, ...changeableSettings(environment) }),
    configure: (change) => {
      configure(settings, change);
      const { dynamicRegistration, clientIdMetadataDocuments } = change;
      for (const { id } of [...resources.list()]) {
        resources.update(id, {
          ...(dynamicRegistration === undefined ? {} : { dynamicRegistration }),
          ...(clientIdMetadataDocuments === undefined ? {} : { clientIdMetadataDocuments }),
        });
      }
      app.renew();
    },
    urlsOf: (id) => urlsOf(environment, known(environment, id)),
    protectedResourceMetadata: (id) =>
      protectedResourceMetadata(environment, id === undefined ? resources.first() : known(environment, id)),
    mint: (options) => mint(environment, options),
    jwks: () => ({ keys: keys.published() }),
    unpublishedJwk: async () => publicJwk(await keys.unpublished()),
    outage: (options) => outages.start(options),
    rotateKeys: async ({ keepOld = true } = {}) => ({ kid: (await keys.rotate({ keepOld })).kid }),
    retireKey: (kid) => keys.retire(kid),
    setKeySetMaxAge: (seconds) => {
      settings.keySetMaxAge = seconds;
    },
    forgetClient: async (id) => clients.forget(id),
    revoke: async (token) => {
      if (!tokens.revoke(token)) throw new Error('This mock did not issue the token to revoke.');
    },
    ...stateControls(environment, running),
    close,
    [Symbol.asyncDispose]: close,
  };
}

type StateControls = Pick<
  MockAuthorizationServer,
  'setResource' | 'state' | 'loadState' | 'saveState' | 'reset'
>;

function stateControls(environment: Environment, { traffic, outages, app }: Running): StateControls {
  const { resources } = environment;
  const initial = dumpState(environment);
  return {
    setResource: (url) => {
      requireResourceUrl(url);
      resources.first().url = url;
      for (const resource of initial.resources.slice(0, 1)) resource.url = url;
    },
    state: () => dumpState(environment),
    loadState: async (state) => {
      const { requireState } = await import('./state-file.ts');
      restoreState(environment, requireState(state));
      app.renew();
    },
    saveState: async (path) => {
      const { writeStateFile } = await import('./state-file.ts');
      await writeStateFile(path, dumpState(environment));
    },
    reset: async () => {
      await outages.endAll();
      restoreState(environment, initial);
      app.renew();
      traffic.clear();
    },
  };
}

function known({ resources }: Environment, id: string): ProtectedResource {
  const resource = resources.find(id);
  if (resource === undefined) throw new Error(`There is no resource ${id}.`);
  return resource;
}
