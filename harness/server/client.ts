import type { Exchange, HeaderLine } from '../contract.ts';
import type { Reply } from '../http/recorder.ts';
import { hasAnswer, isServed } from '../mcp/answer.ts';
import { isModern } from '../mcp/revision.ts';
import { onTheWire, openingOperation, type Operation } from '../mcp/wire.ts';
import type { CallOptions, ServerTarget } from './target.ts';

/** Sends MCP requests to the server under test, well-formed unless told otherwise. */
export interface McpClient {
  send(options: CallOptions & { operation: Operation }, by: string): Promise<Reply>;
}

export function createMcpClient(
  target: ServerTarget,
  sessionToken: () => Promise<string | undefined>,
): McpClient {
  let lastId = 0;
  const sessions = new Map<string, Promise<string | undefined>>();

  const post = (
    options: CallOptions & { operation: Operation; sessionId?: string | undefined },
    by: string,
  ) => {
    const { operation, sessionId } = options;
    lastId += 1;
    const isNotification = operation.method.startsWith('notifications/');
    const revision = options.revision ?? target.revision;
    const message = onTheWire(revision, operation, { sessionId, ...(isNotification ? {} : { id: lastId }) });
    return target.recorder.send(
      {
        method: options.method ?? 'POST',
        url: options.url ?? target.url,
        headers: replaceLines([...message.headers, ...authorizationLines(options)], options.headers ?? []),
        body: options.body ?? message.body,
        timeoutMs: options.timeoutMs ?? target.timeoutMs,
        until: hasAnswer(lastId),
        ...(options.connection === undefined ? {} : { connection: options.connection }),
      },
      by,
    );
  };

  /** The session that calls of this revision share; undefined when the server assigns none. */
  const openSession = async (revision: ServerTarget['revision']): Promise<string | undefined> => {
    const by = 'gather/session';
    const token = await sessionToken();
    const opened = await post({ operation: openingOperation(revision), revision, token }, by);
    const sessionId = isServed(opened.exchange) ? opened.header('mcp-session-id') : undefined;
    if (isServed(opened.exchange)) {
      await post({ operation: { method: 'notifications/initialized' }, revision, token, sessionId }, by);
    }
    return sessionId;
  };

  const sessionFor = (options: CallOptions & { operation: Operation }): Promise<string | undefined> => {
    const revision = options.revision ?? target.revision;
    const needless =
      isModern(revision) || options.operation.method === 'initialize' || options.session === 'none';
    if (needless) return Promise.resolve(undefined);
    const key = `${revision} ${target.lab?.generation ?? 0}`;
    const known = sessions.get(key) ?? openSession(revision);
    sessions.set(key, known);
    return known;
  };

  return {
    async send(options, by) {
      return post({ ...options, sessionId: await sessionFor(options) }, by);
    },
  };
}

function authorizationLines({ token, authorization }: CallOptions): HeaderLine[] {
  const values = authorization ?? (token === undefined ? [] : [`Bearer ${token}`]);
  return values.map((value) => ['authorization', value]);
}

function replaceLines(lines: HeaderLine[], replacements: HeaderLine[]): HeaderLine[] {
  const replaced = new Set(replacements.map(([name]) => name.toLowerCase()));
  return [...lines.filter(([name]) => !replaced.has(name.toLowerCase())), ...replacements];
}

/** Names of the exchange's operation, for a person. */
export function operationName(operation: Operation): string {
  const name = operation.params?.['name'];
  return typeof name === 'string' ? `${operation.method} ${name}` : operation.method;
}

export function idsOf(...exchanges: (Exchange | undefined)[]): string[] {
  return exchanges.flatMap((exchange) => (exchange === undefined ? [] : [exchange.id]));
}
