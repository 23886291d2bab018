/** Mock, reference server, control plane and console, wired to each other, in this process. */
import { freePort } from '../harness/lab/ports.ts';
import type { Console, Suite, TrafficSource } from '../mock-as/console/index.ts';
import type {
  MockAuthorizationServer,
  MockAuthorizationServerOptions,
  ResourceOptions,
} from '../mock-as/index.ts';
import { endpointOf } from '../mock-as/environment.ts';
import { createTraffic } from '../mock-as/traffic.ts';
import type { Alteration, ReferenceServer } from '../server/index.ts';
import type { Beside } from './control.ts';
import { listening } from './listening.ts';
import type { LocalTls } from './local-tls.ts';
import { referenceLab } from './reference-lab.ts';
import { targetUrl } from './parse.ts';

export interface PlaceOptions {
  /** What the mock is; its first MCP server without a URL is the reference server. */
  mock: MockAuthorizationServerOptions;
  /** 0 takes a free one. */
  ports: { mock: number; server: number; console: number };
  /** Starts what stands beside the mock, and may load a state into it. */
  beside: (mock: MockAuthorizationServer) => Promise<Beside>;
  /** Receives one line for each noteworthy event; never a secret. */
  log?: (line: string) => void;
}

/** A place to develop in; everything in it speaks https where the mock is to. */
export interface Place extends AsyncDisposable {
  mock: MockAuthorizationServer;
  server: ReferenceServer;
  control: Beside['control'];
  console: Console;
  /** Scalekit's variables, for the `.env` file of the first MCP server. */
  environment: [name: string, value: string][];
  close(): Promise<void>;
}

const HOST = '127.0.0.1';

/**
 * Starts everything, or nothing.
 *
 * @throws Failure (usage) that says what cannot be used, such as a port that is taken.
 */
export async function startPlace(options: PlaceOptions): Promise<Place> {
  const begun: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const end of begun.splice(0).reverse()) await end();
  };
  try {
    return await startAll(options, { close, begun });
  } catch (error) {
    await close();
    throw error;
  }
}

async function startAll(
  { mock: wanted, ports, beside, log = () => undefined }: PlaceOptions,
  { close, begun }: { close: () => Promise<void>; begun: (() => Promise<void>)[] },
): Promise<Place> {
  const [{ startMockAuthorizationServer }, { startConsole }] = await Promise.all([
    import('../mock-as/index.ts'),
    import('../mock-as/console/index.ts'),
  ]);
  const keep = <T extends { close(): Promise<void> }>(started: T): T => {
    begun.push(() => started.close());
    return started;
  };
  const port = ports.server === 0 ? await freePort() : ports.server;
  const tls = wanted.tls === true ? await (await import('./local-tls.ts')).prepareLocalTls() : undefined;
  const url = `${tls === undefined ? 'http' : 'https'}://${HOST}:${port}/web-search/mcp`;
  const mock = keep(
    await listening({ host: wanted.host ?? HOST, port: ports.mock, flag: '--mock-port' }, () =>
      startMockAuthorizationServer({ ...withReference(wanted, url), ...tlsOf(tls), port: ports.mock, log }),
    ),
  );
  const { control } = keep(await beside(mock));
  const traffic = createTraffic();
  const server = keep(await startServer(mock, { url, port, traffic, tls, log }));
  const environment = environmentOf(mock);
  const page = keep(
    await listening({ host: HOST, port: ports.console, flag: '--console-port' }, () =>
      startConsole({
        mock,
        port: ports.console,
        ...(tls === undefined ? {} : { tls: tls.identity }),
        servers: [{ url, traffic: asServers(traffic) }],
        addresses: [['Reference server', url]],
        environment,
        suite: suiteOf(mock, url),
      }),
    ),
  );
  return { mock, server, control, console: page, environment, close, [Symbol.asyncDispose]: close };
}

/** Ids that stay the same from start to start, so that an `.env` file stays right but for the secret. */
const IDS = { resource: 'res_100000000000000001', client: 'skc_100000000000000001' };

/** The reference server takes the place of a first MCP server that has no URL, or stands beside the others. */
function withReference(
  { resource, resources, ...rest }: MockAuthorizationServerOptions,
  url: string,
): MockAuthorizationServerOptions {
  const [first = {}, ...others] = resources ?? [resource ?? {}];
  const reference: ResourceOptions = { name: 'Reference server', url };
  const begin: ResourceOptions = { id: IDS.resource, ...first };
  const known = [begin, ...others];
  const isKnown = known.some((one) => one.url === url);
  const all = begin.url === undefined ? [{ ...reference, ...begin, url }, ...others] : [...known, reference];
  return {
    ...rest,
    resources: isKnown ? known : all,
    client: { id: IDS.client, ...rest.client },
  };
}

/** The authority comes along, so that the mock writes its certificate where others find it. */
function tlsOf(tls: LocalTls | undefined): Pick<MockAuthorizationServerOptions, 'tls'> {
  return tls === undefined ? {} : { tls: { ...tls.identity, ca: tls.authority.certificate } };
}

interface Serving {
  url: string;
  port: number;
  traffic: ReturnType<typeof createTraffic>;
  tls: LocalTls | undefined;
  log: (line: string) => void;
}

async function startServer(
  mock: MockAuthorizationServer,
  { url, port, traffic, tls, log }: Serving,
): Promise<ReferenceServer> {
  const { startReferenceServer } = await import('../server/index.ts');
  const resource = mock.resources.named(url) ?? mock.resource;
  const watched: Alteration = {
    title: 'its traffic is recorded',
    alter: () => ({
      outermost: async ({ req, res }, next) => {
        traffic.follow(req, res);
        await next();
      },
    }),
  };
  const options = {
    scalekitEnvironmentUrl: mock.urls.environment,
    authorizationServer: mock.urlsOf(resource.id).issuer,
    scalekitResourceId: resource.id,
    resourceIdentifier: url,
    clientId: mock.client.id,
    clientSecret: mock.client.secret,
    port,
    ...(tls === undefined ? {} : { tls: { ...tls.identity } }),
    log: ({ level, message }: { level: string; message: string }) =>
      level === 'info' ? undefined : log(`reference server: ${message}`),
  };
  return listening({ host: HOST, port }, () => startReferenceServer(options, [watched]));
}

/** The mock's words for endpoints do not fit an MCP server entirely. */
function asServers({ list, clear, onEntry }: ReturnType<typeof createTraffic>): TrafficSource {
  type Entry = ReturnType<typeof list>[number];
  const seen = new WeakMap<Entry, ReturnType<TrafficSource['list']>[number]>();
  const of = (entry: Entry) => {
    const known = seen.get(entry);
    if (known !== undefined) return known;
    const isKnown = endpointOf(entry.request.target) !== 'other';
    const made = isKnown ? entry : { ...entry, endpoint: 'mcp' };
    seen.set(entry, made);
    return made;
  };
  return {
    list: () => list().map(of),
    clear,
    onEntry: (listener) => onEntry((entry) => listener(of(entry))),
  };
}

function environmentOf(mock: MockAuthorizationServer): [string, string][] {
  const { urls, client, resource, tls } = mock;
  return [
    ['SCALEKIT_ENVIRONMENT_URL', urls.environment],
    ['SCALEKIT_CLIENT_ID', client.id],
    ['SCALEKIT_CLIENT_SECRET', client.secret],
    ['SCALEKIT_RESOURCE_ID', resource.id],
    ['RESOURCE_IDENTIFIER', resource.url ?? resource.id],
    ['AUTHORIZATION_SERVER', urls.issuer],
    ...(tls === undefined ? [] : [['NODE_EXTRA_CA_CERTS', tls.caFile] as [string, string]]),
  ];
}

/** The server suite for the console: the mock may not know it. */
function suiteOf(mock: MockAuthorizationServer, url: string): Suite {
  return {
    url,
    ways: [
      { name: 'token', title: 'as deployed, with a token minted here' },
      { name: 'bare', title: 'as deployed, without a token' },
      {
        name: 'lab',
        title: 'the reference server in a lab of its own, with every check; the URL does not count',
      },
    ],
    run: async ({ url: target, way }, { signal, onProgress }) => {
      const { runServerSuite } = await import('../harness/run-server.ts');
      const isLab = way === 'lab';
      const address = targetUrl(target);
      const resource = mock.resources.named(address)?.id;
      const token = await mock.mint(resource === undefined ? {} : { resource });
      return runServerSuite({
        ...(isLab ? referenceLab() : { url: address }),
        ...(way === 'token' ? { token } : {}),
        ...(mock.tls === undefined ? {} : { ca: mock.tls.ca }),
        signal,
        onEvent: (event) => {
          if (event.type === 'phase') onProgress({ text: event.text });
          else if (event.type === 'planned') onProgress({ total: event.total });
          else onProgress({ text: event.result.title, done: event.done, total: event.total });
        },
      });
    },
  };
}
