import { showIcons } from './icons.ts';
import { explain } from './login.ts';
import type { Session } from './parts.ts';
import { createSender } from './sender.ts';
import { Trouble } from './types.ts';

const MODERN = '2026-07-28';

/** The conversation with the MCP server. */
export interface Calls {
  /** Begins the conversation. */
  open: () => Promise<void>;
  call: (method: string, params?: Record<string, unknown>) => Promise<unknown>;
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

/** Opens the conversation, lists the tools, and makes two harmless calls side by side. */
export async function converse(session: Session): Promise<number> {
  const { open, call } = createCalls(session);
  try {
    await open();
    await showIcons(session, await call('tools/list'));
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
