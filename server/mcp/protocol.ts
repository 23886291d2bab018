import type { CreateMcpHandlerOptions, McpServerFactory } from '@modelcontextprotocol/server';
import type { NodeMcpRequestHandler } from '@modelcontextprotocol/node';
import type { Setup } from '../types.ts';

/** What answers a call once its token and its scopes were checked. */
export interface Protocol {
  handle: NodeMcpRequestHandler;
  close(): Promise<void>;
}

export type CreateProtocol = (setup: Setup, serve: McpServerFactory) => Promise<Protocol>;

/** Every revision, and each request by itself. Loaded late, so that the server can listen at once. */
export const createProtocol: CreateProtocol = async ({ parts }, serve) => {
  const [{ createMcpHandler }, { toNodeHandler }] = await Promise.all([
    import('@modelcontextprotocol/server'),
    import('@modelcontextprotocol/node'),
  ]);
  const handler = createMcpHandler(serve, parts.protocolOptions());
  return { handle: toNodeHandler(handler), close: () => handler.close() };
};

/** Only the revisions of the initialize handshake, and each request by itself. */
export const createHandshakeProtocol: CreateProtocol = async (_setup, serve) => {
  const [{ legacyStatelessFallback }, { toNodeHandler }] = await Promise.all([
    import('@modelcontextprotocol/server'),
    import('@modelcontextprotocol/node'),
  ]);
  const handle = toNodeHandler({ fetch: legacyStatelessFallback(serve) });
  return { handle, close: () => Promise.resolve() };
};

/** How revision 2026-07-28 is answered, and whether older ones are. */
export function protocolOptions(): CreateMcpHandlerOptions {
  return {};
}

/** The revisions that `initialize` agrees to; undefined: all that the SDK knows. */
export function protocolVersions(): string[] | undefined {
  return undefined;
}
