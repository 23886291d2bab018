import type { MockAuthorizationServer } from '../mock.ts';
import { newest } from '../newest.ts';
import {
  bearerOf,
  headerOf,
  locationOf,
  membersOf,
  namedClient,
  parametersOf,
  pathOf,
  purposeOf,
  resultOf,
} from './facts.ts';
import type { ObservedExchange, TrafficSource, WatchedServer } from './types.ts';

/** Who takes part in a flow. `unknown`: a client or an MCP server, the request does not tell. */
export type Party = 'browser' | 'client' | 'mcp-server' | 'authorization-server' | 'unknown';

export const partyNames: Readonly<Record<Party, string>> = {
  browser: 'Browser',
  client: 'Client',
  'mcp-server': 'MCP server',
  'authorization-server': 'Authorization server',
  unknown: 'Client or MCP server',
};

/** An exchange with what is known of those who had it. */
export interface SeenExchange {
  /** Unique within the console. */
  readonly id: string;
  readonly from: Party;
  readonly to: 'mcp-server' | 'authorization-server';
  readonly path: string;
  readonly purpose: string;
  readonly result: string;
  readonly clientId?: string;
  readonly raw: ObservedExchange;
}

/** All exchanges of the mock and of the MCP servers that are watched, in the order they began. */
export interface Exchanges {
  list(): SeenExchange[];
  find(id: string): SeenExchange | undefined;
  clear(): void;
  /** Returns the way to stop it. */
  onExchange(listener: (exchange: SeenExchange) => void): () => void;
}

type Facts = Pick<SeenExchange, 'path' | 'purpose' | 'result' | 'clientId'>;

interface Place {
  readonly prefix: string;
  readonly to: SeenExchange['to'];
  readonly traffic: TrafficSource;
}

/** Follows the traffic of a mock and of MCP servers until `close`. */
export function createExchanges(
  mock: Pick<MockAuthorizationServer, 'traffic' | 'tokens'>,
  servers: readonly WatchedServer[],
): Exchanges & { close(): void } {
  const places: Place[] = [
    { prefix: 'a', to: 'authorization-server', traffic: mock.traffic },
    ...servers.map(({ traffic }, index) => ({
      prefix: `s${index}-`,
      to: 'mcp-server' as const,
      traffic,
    })),
  ];
  const known = new WeakMap<ObservedExchange, Facts>();
  const interactions = newest<{ clientId: string }>(1_000);
  const listeners = new Set<(exchange: SeenExchange) => void>();
  // User agents of those who fetched keys or introspected: MCP servers do that.
  const servantAgents = new Set<string>();

  const factsOf = (raw: ObservedExchange): Facts => {
    const before = known.get(raw);
    if (before !== undefined) return before;
    const clientId = attribute(raw, { interactions, tokens: mock.tokens });
    const facts = {
      path: pathOf(raw),
      purpose: purposeOf(raw),
      result: resultOf(raw),
      ...(clientId === undefined ? {} : { clientId }),
    };
    known.set(raw, facts);
    return facts;
  };
  const see = ({ prefix, to }: Place, raw: ObservedExchange): SeenExchange => {
    const agent = headerOf(raw.request.headers, 'user-agent');
    if (agent !== undefined && isServants(raw) && servantAgents.size < 100) servantAgents.add(agent);
    const from = to === 'mcp-server' ? callerOf(raw) : senderOf(raw, servantAgents);
    return { id: `${prefix}${raw.id}`, from, to, ...factsOf(raw), raw };
  };
  const list = (): SeenExchange[] =>
    places
      .flatMap((place) => place.traffic.list().map((raw) => see(place, raw)))
      .sort((one, other) => one.raw.startedAt - other.raw.startedAt);
  const stops = places.map((place) =>
    place.traffic.onEntry((raw) => {
      const exchange = see(place, raw);
      for (const listener of listeners) listener(exchange);
    }),
  );
  return {
    list,
    find: (id) => list().find((exchange) => exchange.id === id),
    clear: () => {
      for (const { traffic } of places) traffic.clear();
    },
    onExchange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: () => {
      for (const stop of stops) stop();
      listeners.clear();
    },
  };
}

const isServants = ({ endpoint }: ObservedExchange): boolean =>
  endpoint === 'jwks' || endpoint === 'introspection';

function callerOf({ request }: ObservedExchange): Party {
  return headerOf(request.headers, 'sec-fetch-mode') === 'navigate' ? 'browser' : 'client';
}

function senderOf(raw: ObservedExchange, servantAgents: ReadonlySet<string>): Party {
  switch (raw.endpoint) {
    case 'authorization':
      return 'browser';
    case 'jwks':
    case 'introspection':
      return 'mcp-server';
    case 'registration':
    case 'token':
    case 'revocation':
      return 'client';
    default: {
      // MCP clients send it when they fetch metadata, as the specification has asked of them since 2025-03-26.
      if (headerOf(raw.request.headers, 'mcp-protocol-version') !== undefined) return 'client';
      const agent = headerOf(raw.request.headers, 'user-agent');
      return agent !== undefined && servantAgents.has(agent) ? 'mcp-server' : 'unknown';
    }
  }
}

interface Known {
  interactions: ReturnType<typeof newest<{ clientId: string }>>;
  tokens: MockAuthorizationServer['tokens'];
}

/** The client that an exchange is about, as far as it says so itself. */
function attribute(raw: ObservedExchange, { interactions, tokens }: Known): string | undefined {
  const uid = interactionOf(pathOf(raw));
  const body = membersOf(raw.response?.body);
  const token = bearerOf(raw) ?? parametersOf(raw).get('token') ?? text(body['access_token']);
  const clientId =
    namedClient(raw) ??
    (uid === undefined ? undefined : interactions.get(uid)?.clientId) ??
    (raw.endpoint === 'registration' ? text(body['client_id']) : undefined) ??
    (token === undefined ? undefined : tokens.find(token)?.clientId);
  const next = interactionOf(locationOf(raw)?.split('?', 1)[0] ?? '');
  if (clientId !== undefined && next !== undefined) interactions.set(next, { clientId });
  return clientId;
}

/** A login goes by `/interaction/<uid>` and comes back by `/oauth/authorize/<uid>`. */
function interactionOf(path: string): string | undefined {
  return /\/(?:interaction|oauth\/authorize)\/([\w-]+)/.exec(path)?.[1];
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
