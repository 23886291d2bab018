import { explain, storedTokens } from './login.ts';
import type { Session } from './parts.ts';
import { Trouble } from './types.ts';

const MODERN = '2026-07-28';
const MOST_WAITS = 2;
const LONGEST_WAIT_S = 5;

/** Calls of the MCP server, with a token as soon as it wants one. */
export interface Calls {
  call: (method: string, params?: Record<string, unknown>) => Promise<unknown>;
  notify: (method: string) => Promise<void>;
}

export function createCalls(session: Session): Calls {
  let token = storedTokens(session)?.access;
  let logins = 0;
  /** Requests side by side wait for the same login. */
  let underWay: Promise<void> | undefined;
  let id = 0;
  let sessionId: string | undefined;

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
  const send = async (message: Record<string, unknown>): Promise<Response> => {
    for (let waits = 0; ;) {
      const used = token;
      const response = await session.fetch(session.url, {
        method: 'POST',
        headers: headersFor(session, message, { token: used, sessionId }),
        body: JSON.stringify(message),
        redirect: 'error',
      });
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
  return {
    async call(method, params = {}) {
      const response = await send({
        jsonrpc: '2.0',
        id: (id += 1),
        method,
        params: metaFor(session, params),
      });
      sessionId = response.headers.get('mcp-session-id') ?? sessionId;
      if (!response.ok) throw new Trouble(`${session.url} answered ${method} with ${response.status}.`);
      return resultIn(await response.text());
    },
    async notify(method) {
      const response = await send({ jsonrpc: '2.0', method });
      await response.body?.cancel();
    },
  };
}

function headersFor(
  { revision }: Session,
  { method, params }: Record<string, unknown>,
  { token, sessionId }: { token: string | undefined; sessionId: string | undefined },
): Record<string, string> {
  const name = (params as { name?: string } | undefined)?.name;
  return {
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(sessionId === undefined ? {} : { 'mcp-session-id': sessionId }),
    ...(revision > '2025-03-26' && method !== 'initialize' ? { 'mcp-protocol-version': revision } : {}),
    ...(revision >= MODERN ? { 'mcp-method': String(method) } : {}),
    ...(revision >= MODERN && name !== undefined ? { 'mcp-name': name } : {}),
  };
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
  const { call, notify } = createCalls(session);
  try {
    if (session.revision >= MODERN) await call('server/discover');
    else {
      const clientInfo = { name: 'conforming', version: '1.0.0' };
      await call('initialize', { protocolVersion: session.revision, capabilities: {}, clientInfo });
      await notify('notifications/initialized');
    }
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
