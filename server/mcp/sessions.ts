import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { EventStore, McpServerFactory } from '@modelcontextprotocol/server';
import type { NodeIncomingMessageLike, NodeStreamableHTTPServerTransport } from '@modelcontextprotocol/node';
import { newest } from '../newest.ts';
import type { Access, Setup } from '../types.ts';
import { isObject } from '../verify/upstream.ts';
import { fromSdk, type CheckedRequest, type CreateProtocol } from './protocol.ts';

interface Session {
  owner: string;
  transport: NodeStreamableHTTPServerTransport;
}

/** A session that nobody used for longest ends when there are more. */
const SESSIONS = 1_000;

/**
 * Sessions for the revisions of the initialize handshake (2025-11-25 basic/transports «Session Management»); revision
 * 2026-07-28, which has none, is served beside them. The token of each request was checked before; here a session is
 * only found for the user who opened it.
 */
export function createSessionProtocol({ json }: { json: boolean }): CreateProtocol {
  return async (setup, serve) => {
    const { parts } = setup;
    const [{ createMcpHandler, isInitializeRequest, isLegacyRequest }, node] = await Promise.all([
      import('@modelcontextprotocol/server'),
      import('@modelcontextprotocol/node'),
    ]);
    const modern = createMcpHandler(serve, { ...parts.protocolOptions(), legacy: 'reject' });
    const handleModern = fromSdk(node.toNodeHandler(modern));
    const sessions = newest<Session>(SESSIONS, {
      dispose: ({ transport }) => void transport.close(),
    });

    const open = async (request: CheckedRequest, response: ServerResponse, body: unknown) => {
      const access = accessOf(request);
      const owner = parts.sessionOwner(access);
      const transport = new node.NodeStreamableHTTPServerTransport({
        sessionIdGenerator: () => parts.newSessionId(access),
        onsessioninitialized: (id) => void sessions.set(id, { owner, transport }),
        onsessionclosed: (id) => void sessions.delete(id),
        enableJsonResponse: json,
        ...(json ? {} : { eventStore: parts.eventLog(owner) }),
      });
      await (await serve(requestContextOf(request))).connect(transport);
      await transport.handleRequest(request, response, body);
    };

    const handleSession = async (request: CheckedRequest, response: ServerResponse, body: unknown) => {
      if (isInitializeRequest(body)) return open(request, response, body);
      const id = request.headers['mcp-session-id'];
      if (typeof id !== 'string') return refuse(response, 'missing', body, setup);
      const session = sessions.get(id);
      // Another one's session is as good as none: to tell them apart would tell that it is there.
      const isOwn = session?.owner === parts.sessionOwner(accessOf(request));
      if (session === undefined || !isOwn) return refuse(response, 'unknown', body, setup);
      await session.transport.handleRequest(request, response, body);
    };

    return {
      handle: async (request, response, body) => {
        const isOlder =
          request.method !== 'POST' ||
          (await isLegacyRequest(await node.toWebRequest(request as NodeIncomingMessageLike, body), body));
        if (!isOlder) return handleModern(request, response, body);
        await handleSession(request, response, body);
      },
      resourceUpdated: (uri) => modern.notify.resourceUpdated(uri),
      close: async () => {
        sessions.clear();
        await modern.close();
      },
    };
  };
}

type RequestContext = Parameters<McpServerFactory>[0];

function requestContextOf({ auth }: CheckedRequest): RequestContext {
  return { era: 'legacy', ...(auth === undefined ? {} : { authInfo: auth }) };
}

function accessOf({ auth }: CheckedRequest): Access {
  return auth?.extra?.['access'] as Access;
}

/** Ids that nobody can guess (2025-11-25 basic/transports «Session Management»). */
export const newSessionId: (access: Access) => string = () => randomUUID();

/** Whose session it is: issuer and subject, not the token, which is renewed now and then. */
export function sessionOwner({ claims }: Access): string {
  return JSON.stringify([claims['iss'] ?? null, claims['sub'] ?? null, claims['client_id'] ?? null]);
}

export type SessionTrouble = 'missing' | 'unknown';

/** 400 when a request names no session, 404 when the session has ended (2025-11-25 basic/transports). */
export function sessionTroubleStatus(trouble: SessionTrouble): number {
  return trouble === 'missing' ? 400 : 404;
}

function refuse(response: ServerResponse, trouble: SessionTrouble, body: unknown, { parts }: Setup): void {
  const message = trouble === 'missing' ? 'The request names no session.' : 'There is no such session.';
  const id = isObject(body) ? (body['id'] ?? null) : null;
  response
    .writeHead(parts.sessionTroubleStatus(trouble), { 'Content-Type': 'application/json' })
    .end(JSON.stringify({ jsonrpc: '2.0', error: { code: -32_001, message }, id }));
}

type Message = Parameters<EventStore['storeEvent']>[1];

/** Events that can be sent again, at most so many a session. */
const EVENTS = 200;

/** What one session sent, so that an interrupted stream can be resumed (2025-11-25 basic/transports «Resumability»). */
export const eventLog: (owner: string) => EventStore = () => {
  const events: { id: string; stream: string; message: Message }[] = [];
  const streamOf = (id: string) => events.find((event) => event.id === id)?.stream;
  return {
    storeEvent: (stream, message) => {
      const id = randomUUID();
      events.push({ id, stream, message });
      events.splice(0, events.length - EVENTS);
      return Promise.resolve(id);
    },
    getStreamIdForEventId: (id) => Promise.resolve(streamOf(id)),
    replayEventsAfter: async (last, { send }) => {
      const stream = streamOf(last) ?? '';
      const later = events.slice(events.findIndex(({ id }) => id === last) + 1);
      for (const event of later) {
        // The first event of a stream is empty: it only gives the stream a beginning.
        if (event.stream === stream && Object.keys(event.message).length > 0)
          await send(event.id, event.message);
      }
      return stream;
    },
  };
};
