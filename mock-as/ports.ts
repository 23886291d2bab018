import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** A port of ours until it is released, also while nothing listens on it. */
export interface PortLease {
  readonly port: number;
  release(): Promise<void>;
}

// Below the range that systems take for outgoing connections, so that no stray connection arrives, and none can reach
// itself while nothing listens.
const ports = { first: 10_240, beyond: 32_768 };
const attempts = 50;

/**
 * Takes a TCP port that nobody listens on, and keeps it from every other process that asks here: a listener that stops
 * for a while finds its port free again. What marks the port as taken is a UDP socket of the same number on loopback,
 * which ends with the process at the latest.
 *
 * @param host Where it is to be listened on.
 */
export async function leasePort(host = '127.0.0.1'): Promise<PortLease> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const port = randomInt(ports.first, ports.beyond);
    const lease = await claim(port);
    if (lease === undefined) continue;
    if (await isFree(port, host)) return lease;
    await lease.release();
  }
  throw new Error(
    `No free port was found on ${host} from ${ports.first} to ${ports.beyond - 1} in ${attempts} attempts. Close ` +
      'programs that listen there, or name a port.',
  );
}

async function claim(port: number): Promise<PortLease | undefined> {
  const marker = createSocket('udp4');
  try {
    const bound = once(marker, 'listening');
    marker.bind({ port, address: '127.0.0.1', exclusive: true });
    await bound;
  } catch {
    marker.close();
    return undefined;
  }
  marker.unref();
  let released: Promise<void> | undefined;
  const release = () => new Promise<void>((resolve) => marker.close(resolve));
  return { port, release: () => (released ??= release()) };
}

function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    // Of any other trouble, whoever listens there in earnest will tell.
    probe.once('error', ({ code }: NodeJS.ErrnoException) => resolve(code !== 'EADDRINUSE'));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}
