import { bearerOf, membersOf, parametersOf } from './facts.ts';
import { partyNames } from './exchanges.ts';
import type { SeenExchange } from './exchanges.ts';
import { diagramOf, flowOf } from './flow.ts';
import type { Arrow } from './flow.ts';
import type { Scene } from './scene.ts';
import { clockTime, isoTime, messageText, short, took, toneOfStatus } from './words.ts';
import type { Tone } from './words.ts';

/** Which exchanges are shown; everything when empty. */
export interface TrafficFilter {
  readonly endpoint: string;
  readonly client: string;
}

const shown = 200;

export function isShown(exchange: SeenExchange, { endpoint, client }: TrafficFilter): boolean {
  return (
    (endpoint === '' || exchange.raw.endpoint === endpoint) && (client === '' || exchange.clientId === client)
  );
}

/** The model of `traffic`. */
export function trafficPage(scene: Scene, filter: TrafficFilter): object {
  const all = scene.exchanges.list();
  const wanted = all.filter((exchange) => isShown(exchange, filter)).reverse();
  const query = new URLSearchParams({ ...filter }).toString();
  return {
    environment: scene.options.environment ?? [],
    addresses: addressesOf(scene),
    endpoints: [...new Set(all.map(({ raw }) => raw.endpoint))].sort(),
    clients: clientChoices(scene, all),
    filter,
    stream: `/console/events?${query}`,
    exchanges: wanted.slice(0, shown).map((exchange) => exchangeRow(scene, exchange)),
    omitted: Math.max(0, wanted.length - shown),
  };
}

function addressesOf({ mock, options }: Scene): (readonly [string, string])[] {
  const { urls, resource } = mock;
  return [
    ...(options.addresses ?? []),
    ['Environment', urls.environment],
    ['Issuer', urls.issuer],
    ['Keys', urls.jwks],
    ['Introspection', urls.introspection],
    ['Resource id', resource.id],
  ];
}

interface ClientChoice {
  readonly id: string;
  readonly title: string;
}

/** Every client by its name, the newest first; also those that only the traffic names. */
export function clientChoices({ mock }: Scene, exchanges: readonly SeenExchange[]): ClientChoice[] {
  const known = mock.clients
    .list()
    .reverse()
    .map(({ id, name }) => ({ id, title: name === undefined ? id : `${name} (${id})` }));
  const ids = new Set(known.map(({ id }) => id));
  const strangers = new Set(exchanges.flatMap(({ clientId }) => clientId ?? []).filter((id) => !ids.has(id)));
  return [...known.slice(0, 100), ...[...strangers].map((id) => ({ id, title: id }))];
}

/** The model of `exchange`: one line of the list. */
export function exchangeRow({ redactor }: Scene, exchange: SeenExchange): object {
  const { raw } = exchange;
  return {
    id: exchange.id,
    date: isoTime(raw.startedAt),
    time: clockTime(raw.startedAt),
    from: partyNames[exchange.from],
    to: partyNames[exchange.to],
    method: raw.request.method,
    // In pieces, so that a long one can be broken between them.
    path: redactor.target(exchange.path).split(/(?=\/)/),
    purpose: exchange.purpose,
    status: raw.response?.status ?? 'none',
    tone: toneOf(exchange),
    result: exchange.result,
    endpoint: raw.endpoint,
    took: took(raw.durationMs),
  };
}

function toneOf({ raw }: SeenExchange): Tone {
  return raw.outcome === 'aborted' ? 'bad' : toneOfStatus(raw.response?.status);
}

/** The model of `exchangeDetail`. */
export function exchangeDetail(scene: Scene, exchange: SeenExchange, isRaw: boolean): object {
  const { raw } = exchange;
  const { request, response } = raw;
  const { redactor } = scene;
  const target = isRaw ? request.target : redactor.target(request.target);
  const [requestHeaders, responseHeaders] = [request.headers, response?.headers ?? []].map((lines) =>
    isRaw ? lines : redactor.headers(lines),
  );
  const body = (text: string): string => (isRaw ? text : redactor.body(text));
  return {
    ...exchangeRow(scene, exchange),
    clientId: exchange.clientId,
    token: tokenOf(scene, exchange),
    outage: raw.outage,
    isRaw,
    requestText: messageText(`${request.method} ${target}`, requestHeaders ?? [], body(request.body)),
    responseText:
      response === undefined
        ? undefined
        : messageText(`HTTP ${response.status}`, responseHeaders ?? [], body(response.body)),
  };
}

/** The name of the access token that the exchange is about, when the mock issued it. */
function tokenOf({ mock, tokenNames }: Scene, { raw }: SeenExchange): string | undefined {
  const { access_token: issued } = membersOf(raw.response?.body);
  const candidates = [bearerOf(raw), parametersOf(raw).get('token'), issued];
  const token = candidates.find(
    (candidate): candidate is string =>
      typeof candidate === 'string' && mock.tokens.find(candidate)?.token === candidate,
  );
  return token === undefined ? undefined : tokenNames.nameOf(token);
}

/** The model of `flow`. */
export function flowPage(scene: Scene, wanted: string | undefined): object {
  const all = scene.exchanges.list();
  const clients = clientChoices(scene, all);
  const busiest = [...all].reverse().find(({ clientId }) => clientId !== undefined)?.clientId;
  const client = wanted ?? busiest ?? clients[0]?.id;
  const flow = client === undefined ? { steps: [], omitted: 0 } : flowOf(all, client);
  const diagram = diagramOf(flow);
  return {
    client,
    clients,
    omitted: flow.omitted,
    steps: flow.steps.map(({ exchange }) => exchangeRow(scene, exchange)),
    diagram: {
      ...diagram,
      lanes: diagram.lanes.map(({ party, x }) => ({ x, name: partyNames[party] })),
      arrows: diagram.arrows.map(arrowModel),
    },
  };
}

/** Text that fits between two life lines; longer arrows have more room. */
function arrowModel(arrow: Arrow): object {
  const { exchange, certain } = arrow.step;
  const { method } = exchange.raw.request;
  const room = Math.floor((Math.abs(arrow.toX - arrow.fromX) - 20) / 7);
  const status = String(exchange.raw.response?.status ?? 'no answer');
  return {
    ...arrow,
    isCertain: certain,
    tone: toneOf(exchange),
    label: short(`${method} ${labelOf(exchange)}`, room),
    answer: short([status, exchange.result].filter(Boolean).join(' '), room),
  };
}

function labelOf({ path, purpose, raw }: SeenExchange): string {
  const words = raw.endpoint === 'other' ? path : raw.endpoint;
  return [words, purpose].filter(Boolean).join(': ');
}
