import { explain } from './login.ts';
import type { Session } from './parts.ts';
import { Trouble } from './types.ts';

const MODERN = '2026-07-28';
const MOST_WAITS = 2;
const LONGEST_WAIT_S = 5;

/** The conversation with the MCP server. */
export interface Calls {
  /** Begins the conversation. */
  open: () => Promise<void>;
  call: (method: string, params?: Record<string, unknown>) => Promise<unknown>;
}

type Send = (message: Record<string, unknown>, sessionId: string | undefined) => Promise<Response>;

/** Sends messages with the token at hand, and gets another where the server wants one. */
function createSender(session: Session): Send {
  let token = session.parts.storedTokens(session)?.access;
  let logins = 0;
  /** Requests side by side wait for the same login. */
  let underWay: Promise<void> | undefined;

  const logInOnce = async (challenge: string | null): Promise<void> => {
    logins += 1;
    if (logins > session.parts.mostLogins())
      throw new Trouble(`${session.url} refuses every token. It is its operator who can mend that.`);
    token = (await session.parts.login(session, session.parts.readChallenge(challenge))).access;
  };
  const logIn = (challenge: string | null, refusedToken: string | undefined): Promise<void> => {
    // Another request has got a newer token meanwhile.
    if (underWay === undefined && token !== refusedToken) return Promise.resolve();
    if (!session.parts.sharesLogins()) return logInOnce(challenge);
    underWay ??= logInOnce(challenge).finally(() => (underWay = undefined));
    return underWay;
  };
  return async (message, sessionId) => {
    for (let waits = 0; ;) {
      const used = token;
      const { url, ...request } = session.parts.requestFor(session, message, { token: used, sessionId });
      const response = await session.fetch(url, { method: 'POST', ...request, redirect: 'error' });
      const challenge = response.headers.get('www-authenticate');
      const isStepUp =
        response.status === 403 && session.parts.readChallenge(challenge)['error'] === 'insufficient_scope';
      if (response.status === 401 || isStepUp) await logIn(challenge, used);
      else if (response.status === 503 && waits < MOST_WAITS) {
        waits += 1;
        await pause(Number(response.headers.get('retry-after') ?? 1), session.signal);
      } else return response;
      await response.body?.cancel();
    }
  };
}

/** Calls, in a session where the server has them. */
export function createCalls(session: Session): Calls {
  const send = createSender(session);
  let reopening: Promise<void> | undefined;
  let id = 0;
  let sessionId: string | undefined;

  const call: Calls['call'] = async (method, params = {}) => {
    for (let reopened = false; ; reopened = true) {
      const inSession = sessionId;
      const message = { jsonrpc: '2.0', id: (id += 1), method, params: metaFor(session, params) };
      const response = await send(message, inSession);
      sessionId = response.headers.get('mcp-session-id') ?? sessionId;
      if (response.ok) return resultIn(await response.text());
      await response.body?.cancel();
      const isLost = response.status === 404 && inSession !== undefined && method !== 'initialize';
      if (!isLost || reopened)
        throw new Trouble(`${session.url} answered ${method} with ${response.status}.`);
      // Another request has opened a new session meanwhile, or is about to.
      if (sessionId === inSession) await reopen();
      else await reopening;
    }
  };
  const open = async (): Promise<void> => {
    sessionId = undefined;
    await call(...openingFor(session));
    if (session.revision >= MODERN) return;
    const response = await send({ jsonrpc: '2.0', method: 'notifications/initialized' }, sessionId);
    await response.body?.cancel();
  };
  const reopen = (): Promise<void> => {
    reopening ??= session.parts.afterLostSession(session, open).finally(() => (reopening = undefined));
    return reopening;
  };
  return { open, call };
}

function openingFor({ revision }: Session): [method: string, params?: Record<string, unknown>] {
  if (revision >= MODERN) return ['server/discover'];
  const clientInfo = { name: 'conforming', version: '1.0.0' };
  return ['initialize', { protocolVersion: revision, capabilities: {}, clientInfo }];
}

/** MCP 2025-11-25 «Session Management»: initialize anew. The token is as good as before. */
export async function afterLostSession(_session: Session, open: () => Promise<void>): Promise<void> {
  await open();
}

/** A request as it goes out; the token stands in its Authorization field and nowhere else (OAuth 2.1 §5.1.1). */
export function requestFor(
  { url, revision }: Session,
  message: Record<string, unknown>,
  { token, sessionId }: { token: string | undefined; sessionId: string | undefined },
): { url: string; headers: Record<string, string>; body: string } {
  const { method, params } = message;
  const name = (params as { name?: string } | undefined)?.name;
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(sessionId === undefined ? {} : { 'mcp-session-id': sessionId }),
    ...(revision > '2025-03-26' && method !== 'initialize' ? { 'mcp-protocol-version': revision } : {}),
    ...(revision >= MODERN ? { 'mcp-method': String(method) } : {}),
    ...(revision >= MODERN && name !== undefined ? { 'mcp-name': name } : {}),
  };
  return { url, headers, body: JSON.stringify(message) };
}

function metaFor({ revision }: Session, params: Record<string, unknown>): Record<string, unknown> {
  if (revision < MODERN) return params;
  const prefix = 'io.modelcontextprotocol/';
  return {
    ...params,
    _meta: {
      [`${prefix}protocolVersion`]: revision,
      [`${prefix}clientInfo`]: { name: 'conforming', version: '1.0.0' },
      [`${prefix}clientCapabilities`]: {},
    },
  };
}

/** The result in a JSON or an event stream body. */
function resultIn(text: string): unknown {
  const json = text.startsWith('{') ? text : /^data: ?(\{.*)$/m.exec(text)?.[1];
  return json === undefined ? undefined : (JSON.parse(json) as { result?: unknown }).result;
}

async function pause(seconds: number, signal: AbortSignal): Promise<void> {
  const wait = Number.isFinite(seconds) ? seconds : 1;
  if (wait > LONGEST_WAIT_S) throw new Trouble(`The server asks to come back in ${wait} seconds.`);
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, wait * 1000);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}

/** Opens the conversation, lists the tools, and makes two harmless calls side by side. */
export async function converse(session: Session): Promise<number> {
  const { open, call } = createCalls(session);
  try {
    await open();
    await call('tools/list');
    await Promise.all([
      call('tools/call', { name: 'whoami', arguments: {} }),
      call('tools/call', { name: 'list_saved_searches', arguments: {} }),
    ]);
    session.print('Connected.\n');
    return 0;
  } catch (error) {
    session.print(`${explain(error)}\n`);
    return 1;
  }
}
