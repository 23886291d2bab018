import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { ServerIdentity } from './certificates.ts';
import { leasePort } from './ports.ts';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** One HTTP listener that can really stop listening and come back on the same port. */
export interface Listener {
  readonly port: number;
  readonly server: Server;
  /** Stops listening and closes every connection: the next one is refused. */
  refuse(): Promise<void>;
  /** Listens again on the same port. */
  accept(): Promise<void>;
  close(): Promise<void>;
}

const attempts = 20;

/**
 * Opens a listener, which speaks https when it is given what to prove itself with; port 0 takes a free one. Throws,
 * naming the address, when it cannot listen.
 */
export async function openListener(
  host: string,
  port: number,
  handler: Handler,
  identity?: ServerIdentity,
): Promise<Listener> {
  const server = await createListening(handler, identity);
  // While the mock refuses connections, nothing else is to be given its port.
  const lease = port === 0 ? await leasePort(host) : undefined;
  const taken = lease?.port ?? port;
  const release = async () => lease?.release();
  await listen(server, host, taken).catch(async (error: unknown) => {
    await release();
    explain(error, host, taken);
  });

  const refuse = async (): Promise<void> => {
    if (!server.listening) return;
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  };
  return {
    port: taken,
    server,
    refuse,
    accept: async () => {
      if (!server.listening) await listenPatiently(server, host, taken);
    },
    close: async () => {
      await refuse();
      await release();
    },
  };
}

const keepAliveTimeout = 5_000;

async function createListening(handler: Handler, identity: ServerIdentity | undefined): Promise<Server> {
  if (identity === undefined) return createServer({ keepAliveTimeout }, handler);
  const https = await import('node:https');
  const { cert, key } = identity;
  const server: Server = https.createServer({ keepAliveTimeout, cert, key }, handler);
  rememberBeneath(server);
  return server;
}

/** The TCP socket beneath a TLS socket. */
const beneath = new WeakMap<Socket, Socket>();

function rememberBeneath(server: Server): void {
  const opening = new Map<string, Socket>();
  const peerOf = ({ remoteAddress, remotePort }: Socket): string => `${remoteAddress} ${remotePort}`;
  server.on('connection', (socket: Socket) => {
    const peer = peerOf(socket);
    opening.set(peer, socket);
    socket.once('close', () => opening.delete(peer));
  });
  server.on('secureConnection', (secure: Socket) => {
    const socket = opening.get(peerOf(secure));
    if (socket !== undefined) beneath.set(secure, socket);
  });
}

/** Resets a connection (TCP RST); above TLS it could only be ended in order. */
export function resetConnection(socket: Socket): void {
  (beneath.get(socket) ?? socket).resetAndDestroy();
}

async function listen(server: Server, host: string, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const failed = (error: Error): void => reject(error);
    server.once('error', failed);
    server.listen({ host, port, exclusive: true }, () => {
      server.off('error', failed);
      resolve();
    });
  });
}

/** The port was free a moment ago and is ours by right; give whoever borrowed it two seconds. */
async function listenPatiently(server: Server, host: string, port: number): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await listen(server, host, port);
      return;
    } catch (error) {
      if (attempt === attempts || codeOf(error) !== 'EADDRINUSE') explain(error, host, port);
      await delay(100);
    }
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}

function explain(error: unknown, host: string, port: number): never {
  const where = `${host}:${port}`;
  const reasons: Record<string, string> = {
    EADDRINUSE: `${where} is in use by another program; stop that one or choose another port`,
    EACCES: `no permission to listen on ${where}; choose a port above 1023`,
    EADDRNOTAVAIL: `${host} is no address of this machine`,
    ENOTFOUND: `the host name ${host} does not resolve`,
  };
  const code = codeOf(error);
  const reason = (code === undefined ? undefined : reasons[code]) ?? String(error);
  throw new Error(`The mock authorization server could not start: ${reason}.`, { cause: error });
}
