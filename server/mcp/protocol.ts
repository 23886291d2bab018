import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AuthInfo, CreateMcpHandlerOptions, McpServerFactory } from '@modelcontextprotocol/server';
import type { NodeIncomingMessageLike, NodeMcpRequestHandler } from '@modelcontextprotocol/node';
import type { Setup } from '../types.ts';

/** A request of which the token was checked. */
export type CheckedRequest = IncomingMessage & { auth?: AuthInfo };
export type Handle = (request: CheckedRequest, response: ServerResponse, body: unknown) => Promise<void>;

/** What answers a call once its token and its scopes were checked. */
export interface Protocol {
  handle: Handle;
  /** Tells the streams of 2026-07-28 that subscribed to the resource; older revisions have no such subscription here. */
  resourceUpdated(uri: string): void;
  close(): Promise<void>;
}

export type CreateProtocol = (setup: Setup, serve: McpServerFactory) => Promise<Protocol>;

/** The SDK describes the messages of Node.js in its own words. */
export function fromSdk(handle: NodeMcpRequestHandler): Handle {
  return (request, response, body) => handle(request as NodeIncomingMessageLike, response, body);
}

/** Every revision, and each request by itself. Loaded late, so that the server can listen at once. */
export const createProtocol: CreateProtocol = async ({ parts }, serve) => {
  const [{ createMcpHandler }, { toNodeHandler }] = await Promise.all([
    import('@modelcontextprotocol/server'),
    import('@modelcontextprotocol/node'),
  ]);
  const handler = createMcpHandler(serve, parts.protocolOptions());
  return {
    handle: fromSdk(toNodeHandler(handler)),
    resourceUpdated: (uri) => handler.notify.resourceUpdated(uri),
    close: () => handler.close(),
  };
};

/** Only the revisions of the initialize handshake, and each request by itself. */
export const createHandshakeProtocol: CreateProtocol = async (_setup, serve) => {
  const [{ legacyStatelessFallback }, { toNodeHandler }] = await Promise.all([
    import('@modelcontextprotocol/server'),
    import('@modelcontextprotocol/node'),
  ]);
  const handle = fromSdk(toNodeHandler({ fetch: legacyStatelessFallback(serve) }));
  return { handle, resourceUpdated: () => undefined, close: () => Promise.resolve() };
};

/** How revision 2026-07-28 is answered, and whether older ones are. */
export function protocolOptions(): CreateMcpHandlerOptions {
  return {};
}

/** The revisions that `initialize` agrees to; undefined: all that the SDK knows. */
export function protocolVersions(): string[] | undefined {
  return undefined;
}
