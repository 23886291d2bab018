import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { leasePort } from './ports.ts';

/** Whether another process could take the port by a lease. */
async function canBeMarked(port: number): Promise<boolean> {
  const socket = createSocket('udp4').bind({ port, address: '127.0.0.1', exclusive: true });
  const isMarked = await once(socket, 'listening').then(
    () => true,
    () => false,
  );
  socket.close();
  return isMarked;
}

describe('a leased port', () => {
  test('can be listened on, and is nobody else’s until it is released', async () => {
    const lease = await leasePort();
    const server = createServer().listen(lease.port, '127.0.0.1');
    await once(server, 'listening');
    server.close();
    await once(server, 'close');

    expect(await canBeMarked(lease.port)).toBe(false);
    await lease.release();
    await lease.release();
    expect(await canBeMarked(lease.port)).toBe(true);
  });

  test('is another one each time', async () => {
    const leases = await Promise.all(Array.from({ length: 100 }, () => leasePort()));
    expect(new Set(leases.map(({ port }) => port)).size).toBe(100);
    await Promise.all(leases.map((lease) => lease.release()));
  });
});
