import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Handler } from './listener.ts';

/** The first byte of a TLS handshake (RFC 8446 §5.1). */
const HANDSHAKE = 22;

/** Lets a server that speaks TLS answer plain HTTP on its port as well, which no honest one does. */
export function answerPlainToo(server: Server, handler: Handler): void {
  const plain = createServer(handler);
  const secure = server.listeners('connection') as ((socket: Socket) => void)[];
  server.removeAllListeners('connection');
  server.on('connection', (socket: Socket) => {
    socket.once('error', () => socket.destroy());
    socket.once('data', (beginning) => {
      socket.pause();
      socket.unshift(beginning);
      if (beginning[0] === HANDSHAKE) for (const listener of secure) listener.call(server, socket);
      else plain.emit('connection', socket);
      process.nextTick(() => socket.resume());
    });
  });
  server.once('close', () => plain.closeAllConnections());
}
