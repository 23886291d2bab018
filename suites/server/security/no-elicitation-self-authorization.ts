import {
  callTool,
  firstProblem,
  hasAnswer,
  headerOf,
  isModern,
  ok,
  onTheWire,
  openingOperation,
  serverCheck,
  tolerated,
  UNRELATED_SCOPE,
  violation,
  type Exchange,
  type HeaderLine,
  type Judgement,
  type Operation,
  type ServerContext,
} from '../../../harness/index.ts';
import { destinationOf, elicitedUrls, type Destination } from '../elicitations.ts';

/** A server may only ask clients that can do it (2025-11-25 client/elicitation «Capabilities»). */
const CAPABILITIES = { elicitation: { form: {}, url: {} } };
const BARE = 'a call without a token';
const SHORT = 'a call whose token lacks scopes';
const GOOD = 'a call with a good token';

export default serverCheck({
  requirement: 'server.security.no-elicitation-self-authorization',
  title: 'Users are not authorized to the server itself by an elicitation',
  probe: async (server) => {
    const { operation } = await server.gathered.protectedOperation();
    const { capabilities } = server.target;
    const good = capabilities.has('token') ? await server.goodToken() : undefined;
    const short = capabilities.has('mint') ? await server.mint({ scopes: [UNRELATED_SCOPE] }) : undefined;
    const call = (good === undefined ? undefined : await someCall(server)) ?? operation;
    const session = await sessionOf(server, good);
    const ask = (one: Operation, token?: string) => askAs(server, one, token, session);
    const asked: [who: string, Asked][] = [
      [BARE, await ask(operation)],
      ...(call === operation ? [] : ([[BARE, await ask(call)]] as [string, Asked][])),
      ...(short === undefined ? [] : ([[SHORT, await ask(call, short)]] as [string, Asked][])),
      ...(good === undefined ? [] : ([[GOOD, await ask(call, good)]] as [string, Asked][])),
    ];
    const isAny = asked.some(([, { urls }]) => urls.length > 0);
    const leads = isAny ? await destinations(server) : () => [];
    return {
      answers: asked.map(([, { exchange }]) => exchange),
      elicited: asked.flatMap(([who, { urls }]) => leads(urls).map((one) => ({ who, ...one }))),
    };
  },
  judge: ({ elicited }) => {
    const isAlways = elicited.some(({ who }) => who === GOOD);
    return firstProblem(elicited.map((one) => judgeOne(one.who, one, isAlways)));
  },
});

/** @param isAlways a good token is answered so too, so the elicitation is not what stands in for the token. */
function judgeOne(who: string, { isOwnAuthorization, resource }: Destination, isAlways: boolean): Judgement {
  // Another resource at the same authorization server is a third party's, which elicitation is for.
  if (resource === 'other') return ok;
  const expected = 'HTTP 401 or 403 with a challenge, and the OAuth flow of the client';
  const own = `${who} is answered by an elicitation that leads to the server's own authorization server`;
  if (isOwnAuthorization && (who === BARE || (who === SHORT && resource === 'this')))
    return violation(expected, own);
  // From here on the URL alone does not prove what the page is for; a person decides.
  if (isOwnAuthorization && (who === SHORT || resource === 'this')) return tolerated(expected, own);
  if (who === BARE && !isAlways)
    return tolerated(expected, `${who} is answered by an elicitation where a good token needs none`);
  return ok;
}

interface Asked {
  exchange: Exchange;
  /** Raw, for acting on only. */
  urls: string[];
}

/** Sends a call as a client that can open URLs; a stream is read until it brings the answer or the question. */
async function askAs(
  server: ServerContext,
  operation: Operation,
  token: string | undefined,
  session: HeaderLine[],
): Promise<Asked> {
  const params = isModern(server.revision)
    ? { ...operation.params, _meta: { 'io.modelcontextprotocol/clientCapabilities': CAPABILITIES } }
    : { ...operation.params, ...(operation.method === 'initialize' ? { capabilities: CAPABILITIES } : {}) };
  const message = onTheWire(server.revision, { ...operation, params }, { id: 1 });
  const { exchange, text } = await server.raw({
    method: 'POST',
    url: server.url,
    headers: [
      ...message.headers,
      ...(operation.method === 'initialize' ? [] : session),
      ...(token === undefined ? [] : ([['authorization', `Bearer ${token}`]] as HeaderLine[])),
    ],
    body: message.body,
    until: (body) => hasAnswer(1)(body) || elicitedUrls(body).length > 0,
  });
  // A 401 with its challenge leaves the flow to the client, whatever else the body says.
  const isRefusal = [401, 403].includes(exchange.response?.status ?? 0);
  const challenged = headerOf(exchange.response?.headers ?? [], 'www-authenticate') !== undefined;
  return { exchange, urls: isRefusal && challenged ? [] : elicitedUrls(text) };
}

/** Before 2026-07-28 a client says what it can do when the session begins. */
async function sessionOf(server: ServerContext, token: string | undefined): Promise<HeaderLine[]> {
  if (isModern(server.revision) || token === undefined) return [];
  const opening = openingOperation(server.revision);
  const params = { ...opening.params, capabilities: CAPABILITIES };
  const opened = await server.exchange({ operation: { ...opening, params }, token, session: 'none' });
  const id = opened.header('mcp-session-id');
  if (id === undefined) return [];
  const header: HeaderLine = ['mcp-session-id', id];
  const operation = { method: 'notifications/initialized' };
  await server.call({ operation, token, session: 'none', headers: [header] });
  return [header];
}

/** A tool call: that is where servers elicit. */
async function someCall(server: ServerContext): Promise<Operation | undefined> {
  const named = server.target.calls.find(({ operation }) => operation.method === 'tools/call');
  if (named !== undefined) return named.operation;
  const tool = (await server.gathered.tools()).find(({ readOnly }) => readOnly);
  return tool === undefined ? undefined : callTool(tool.name, tool.arguments);
}

async function destinations(server: ServerContext): Promise<(urls: string[]) => Destination[]> {
  const issuers = await server.gathered.issuers().catch(() => []);
  const endpoints = issuers.flatMap(({ document }) => {
    const endpoint = document?.['authorization_endpoint'];
    return typeof endpoint === 'string' ? [endpoint] : [];
  });
  const resources = [server.url, await server.gathered.resource()];
  return (urls) => urls.map((url) => destinationOf(url, endpoints, resources));
}
