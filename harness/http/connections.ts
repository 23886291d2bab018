import type { TlsFacts } from '../contract.ts';
import { isIP, Socket, type LookupFunction } from 'node:net';
import { rootCertificates, TLSSocket } from 'node:tls';
import { Client, buildConnector } from 'undici';
import { Ended } from './failures.ts';
import type { Guard, ResolvedAddress } from './guard.ts';

/** One keep-alive connection, and the client of undici that speaks on it. */
export interface Connection {
  readonly client: Client;
  /** True once a response came on it: a later reset may then only mean that it was idle for too long. */
  used: boolean;
  tls?: TlsFacts | undefined;
  /** Closes it at once, also while it is being opened. */
  destroy(): void;
}

export interface ConnectionOptions {
  guard?: Guard | undefined;
  headerBytes: number;
  /** Certificates (PEM) that are trusted beside those that Node.js trusts. */
  ca?: string | undefined;
}

export interface Connections {
  take(url: URL): Connection;
  /** Puts a connection back for the next exchange with the same origin. */
  give(url: URL, connection: Connection): void;
  /** A new one, whatever is idle. */
  open(url: URL): Connection;
  /** Runs an action on the one connection that belongs to an origin and a key, after all earlier ones. */
  inTurn<T>(url: URL, key: string, action: (connection: Connection) => Promise<T>): Promise<T>;
  close(): void;
}

const IDLE_PER_ORIGIN = 16;
/** Shorter than any server's usual 5 s, so that an idle connection is ours to close. */
const IDLE_MS = 3_000;

/**
 * Keeps idle connections. Each client of undici holds one socket only, so that an exchange can be tied to its
 * connection, which no pool of undici allows.
 */
export function createConnections(options: ConnectionOptions): Connections {
  const idle = new Map<string, Connection[]>();
  const opened = new Set<Connection>();
  const open = (url: URL) => openConnection(url, options, opened);
  const kept = new Map<string, { connection: Connection; last: Promise<unknown> }>();

  return {
    open,
    take(url) {
      const stack = idle.get(url.origin) ?? [];
      for (let found = stack.pop(); found !== undefined; found = stack.pop()) {
        if (!found.client.destroyed) return found;
      }
      return open(url);
    },
    give(url, connection) {
      const stack = idle.get(url.origin) ?? [];
      idle.set(url.origin, stack);
      if (connection.client.destroyed) return;
      if (stack.length < IDLE_PER_ORIGIN) stack.push(connection);
      else connection.destroy();
    },
    async inTurn(url, key, action) {
      const name = `${url.origin} ${key}`;
      const keeper = kept.get(name) ?? { connection: open(url), last: Promise.resolve() };
      kept.set(name, keeper);
      const turn = keeper.last.then(() => {
        if (keeper.connection.client.destroyed) keeper.connection = open(url);
        return action(keeper.connection);
      });
      keeper.last = turn.catch(() => undefined);
      return turn;
    },
    close() {
      idle.clear();
      for (const connection of [...opened]) connection.destroy();
    },
  };
}

function openConnection(
  url: URL,
  { guard, headerBytes, ca }: ConnectionOptions,
  opened: Set<Connection>,
): Connection {
  const sockets = new Set<Socket>();
  const client = new Client(url.origin, {
    connect: guardedConnector(url, { guard, ca }, (socket) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      socket.once('secureConnect', () => {
        connection.tls = tlsFacts(socket);
      });
    }),
    pipelining: 1,
    maxHeaderSize: headerBytes,
    // The recorder bounds the whole exchange itself.
    headersTimeout: 0,
    bodyTimeout: 0,
    keepAliveTimeout: IDLE_MS,
    keepAliveMaxTimeout: IDLE_MS,
  });
  const connection: Connection = {
    client,
    used: false,
    destroy() {
      opened.delete(connection);
      void client.destroy().catch(() => undefined);
      for (const socket of sockets) socket.destroy();
    },
  };
  opened.add(connection);
  client.on('disconnect', () => {
    connection.used = false;
  });
  return connection;
}

/** Connects to what the guard has vetted and nowhere else, whatever the name resolves to by then. */
function guardedConnector(
  url: URL,
  { guard, ca }: Pick<ConnectionOptions, 'guard' | 'ca'>,
  onSocket: (socket: Socket) => void,
): buildConnector.connector {
  // An address is no server name (RFC 6066 §3); undici would take one from the Host field, which may be another's.
  const isAddress = isIP(url.hostname.replace(/^\[(.*)\]$/, '$1')) !== 0;
  const connect = (
    options: buildConnector.Options,
    addresses: ResolvedAddress[] | undefined,
    callback: buildConnector.Callback,
  ) => {
    const connector = buildConnector({
      timeout: 0,
      ...(ca === undefined ? {} : { ca: [...rootCertificates, ca] }),
      ...(addresses === undefined ? {} : { lookup: pinnedLookup(addresses) }),
    });
    // undici types the connector as void, though it gives the socket that it opens.
    const socket: unknown = connector(isAddress ? { ...options, servername: '' } : options, callback);
    if (socket instanceof Socket) onSocket(socket);
  };
  return (options, callback) => {
    if (guard === undefined) return connect(options, undefined, callback);
    guard.route(url).then(
      (route) => {
        if ('failure' in route) callback(new Ended(route.failure), null);
        else connect(options, route.addresses, callback);
      },
      (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), null),
    );
  };
}

function pinnedLookup(addresses: ResolvedAddress[]): LookupFunction {
  return (_hostname, options, callback) => {
    const [first] = addresses;
    if (options.all === true || first === undefined) callback(null, addresses);
    else callback(null, first.address, first.family);
  };
}

function tlsFacts(socket: Socket): TlsFacts | undefined {
  if (!(socket instanceof TLSSocket)) return undefined;
  const validTo = (socket.getPeerCertificate() as { valid_to?: string }).valid_to;
  return {
    protocol: socket.getProtocol() ?? 'unknown',
    cipher: socket.getCipher().name,
    ...(validTo === undefined ? {} : { validTo }),
  };
}
