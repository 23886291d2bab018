import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { McpRequestContext } from '@modelcontextprotocol/server';
import { createApp } from './app.ts';
import type { Protocol } from './mcp/protocol.ts';
import {
  ENDPOINT_PATH,
  InvalidOptions,
  isLoopbackHost,
  parseOptions,
  type ParsedOptions,
  type ServerOptions,
} from './options.ts';
import { alteredParts, type Alteration } from './parts.ts';
import { deriveSettings } from './settings.ts';
import type { Access, Setup } from './types.ts';

export { optionsFromEnvironment } from './environment.ts';
export { InvalidOptions, type Log, type LogEntry, type ServerOptions } from './options.ts';
export type { Alteration, Defect, Parts, Style } from './parts.ts';

export interface ReferenceServer extends AsyncDisposable {
  /** URL of the MCP endpoint on the address that is listened on. */
  url: string;
  port: number;
  close(): Promise<void>;
}

/** Room for access tokens of 16 kilobytes beside the other fields. Bytes. */
const HEADER_LIMIT = 32_768;

/**
 * Starts the reference MCP resource server; it listens when the promise resolves. The authorization server need not
 * be up yet.
 *
 * @throws InvalidOptions, or the error of Node.js when the port cannot be listened on.
 */
export async function startReferenceServer(
  options: ServerOptions,
  alterations: readonly Alteration[] = [],
): Promise<ReferenceServer> {
  const parsed = parseOptions(alterations.reduce((all, { options: own }) => ({ ...all, ...own }), options));
  if (!isLoopbackHost(parsed.host)) {
    parsed.log({
      level: 'warn',
      message: `Listening on ${parsed.host}: everybody on the network can connect.`,
    });
  }
  const http = await createListening(parsed.tls);
  const port = await listen(http, parsed.port, parsed.host);
  const parts = alteredParts(alterations);
  const setup: Setup = {
    settings: deriveSettings(parsed, port),
    parts,
    keys: parts.createKeySource(() => setup),
  };
  const mcp = loadMcp(setup);
  const app = createApp(setup, async () => (await mcp).handle).callback();
  http.on('request', (request, response) => void app(request, response));
  const close = () => stop(http, mcp);
  const host = parsed.host.includes(':') ? `[${parsed.host}]` : parsed.host;
  const scheme = parsed.tls === undefined ? 'http' : 'https';
  return { url: `${scheme}://${host}:${port}${ENDPOINT_PATH}`, port, close, [Symbol.asyncDispose]: close };
}

async function createListening(tls: ParsedOptions['tls']): Promise<Server> {
  if (tls === undefined) return createServer({ maxHeaderSize: HEADER_LIMIT });
  const https = await import('node:https');
  try {
    return https.createServer({ maxHeaderSize: HEADER_LIMIT, ...tls });
  } catch {
    throw new InvalidOptions('tls must be a certificate and the key of that certificate, both as PEM text.');
  }
}

/** Loads the protocol while the server listens already; jose comes along, since the first call needs both. */
async function loadMcp(setup: Setup): Promise<Protocol> {
  const [{ createMcpServer }, { createKept }, { savedUri }] = await Promise.all([
    import('./tools/mcp-server.ts'),
    import('./tools/kept.ts'),
    import('./tools/saved-uri.ts'),
    import('jose'),
  ]);
  const kept = createKept((subject) => protocol.resourceUpdated(savedUri(subject)));
  const serve = ({ authInfo, era }: McpRequestContext) =>
    createMcpServer(authInfo?.extra?.['access'] as Access, setup, kept, era);
  const protocol = await setup.parts.createProtocol(setup, serve);
  return protocol;
}

function listen(http: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, host, () => resolve((http.address() as AddressInfo).port));
  });
}

async function stop(http: Server, mcp: Promise<Protocol>): Promise<void> {
  const closed = new Promise((resolve) => http.close(resolve));
  await (await mcp).close();
  http.closeAllConnections();
  await closed;
}
