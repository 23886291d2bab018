import {
  answerOf,
  isModern,
  isObject,
  onTheWire,
  openOwnSession,
  parseEvents,
  parseJson,
  type Exchange,
  type HeaderLine,
  type Operation,
  type OwnSession,
  type ServerContext,
} from '../../harness/index.ts';

/** At most so many resources are subscribed to. */
const SUBSCRIBED = 3;

/** A stream of notifications that is being read. */
export interface Stream {
  /** What came of it, as soon as it has ended or was read long enough. */
  ended: Promise<Exchange>;
  isOver(): boolean;
  /** How many notifications it has brought so far. */
  count(): number;
  /** Reads no further. */
  stop(): void;
}

/** Opens one stream with a token and reads it until it is stopped, or for so long at most, milliseconds. */
export type OpenStream = (token: string, atMostMs: number) => Stream;

/**
 * Makes ready for a stream that tells of whatever the server tells about: `subscriptions/listen` (2026-07-28
 * basic/patterns/subscriptions), or before that GET (2025-11-25 basic/transports «Listening for Messages»), in a
 * session of its own where the server has sessions.
 *
 * @param token a good one, for what comes before the stream.
 */
export async function prepareStream(server: ServerContext, token: string): Promise<OpenStream> {
  const listing = await server.call({ token, operation: { method: 'resources/list' } });
  const uris = urisOf(listing).slice(0, SUBSCRIBED);
  if (isModern(server.revision)) return listenStream(server, uris);
  const session = await openOwnSession(server, token).catch(() => undefined);
  if (session !== undefined) {
    const subscribe = (uri: string): Operation => ({ method: 'resources/subscribe', params: { uri } });
    await Promise.all(uris.map((uri) => session.call({ token, operation: subscribe(uri) })));
  }
  return getStream(server, session);
}

function listenStream(server: ServerContext, uris: string[]): OpenStream {
  const notifications = {
    toolsListChanged: true,
    promptsListChanged: true,
    resourcesListChanged: true,
    resourceSubscriptions: uris,
  };
  const operation = { method: 'subscriptions/listen', params: { notifications } };
  const { headers, body } = onTheWire(server.revision, operation, { id: 1 });
  return (token, atMostMs) => read(server, { method: 'POST', headers, body, token, atMostMs });
}

function getStream(server: ServerContext, session: OwnSession | undefined): OpenStream {
  const headers: HeaderLine[] = [['accept', 'text/event-stream']];
  if (server.revision !== '2025-03-26') headers.push(['mcp-protocol-version', server.revision]);
  if (session !== undefined) headers.push(session.header);
  return (token, atMostMs) => read(server, { method: 'GET', headers, token, atMostMs });
}

interface StreamRequest {
  method: string;
  headers: HeaderLine[];
  body?: string;
  token: string;
  atMostMs: number;
}

function read(server: ServerContext, request: StreamRequest): Stream {
  const { token, atMostMs, headers, ...rest } = request;
  const stop = new AbortController();
  let [count, isOver] = [0, false];
  const until = (body: string) => {
    count = countOf(body);
    return false;
  };
  const ended = server
    .raw({
      ...rest,
      url: server.url,
      headers: [...headers, ['authorization', `Bearer ${token}`]],
      timeoutMs: atMostMs,
      until,
      stop: stop.signal,
    })
    .then(({ exchange, text }) => {
      count = countOf(text);
      isOver = true;
      return exchange;
    });
  return {
    ended,
    isOver: () => isOver,
    count: () => count,
    stop: () => stop.abort(),
  };
}

/** The acknowledgment of a subscription tells nothing of what happens. */
function countOf(body: string): number {
  const methods = parseEvents(body).map(({ data }) => {
    const message = parseJson(data);
    return isObject(message) ? message['method'] : undefined;
  });
  return methods.filter(
    (method) =>
      typeof method === 'string' &&
      method.startsWith('notifications/') &&
      method !== 'notifications/subscriptions/acknowledged',
  ).length;
}

function urisOf(listing: Exchange): string[] {
  const answer = answerOf(listing);
  const resources = answer.kind === 'result' ? answer.result['resources'] : undefined;
  const list = Array.isArray(resources) ? resources.filter(isObject) : [];
  return list.flatMap(({ uri }) => (typeof uri === 'string' ? [uri] : []));
}
