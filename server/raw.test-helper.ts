import { connect } from 'node:net';

/** Sends bytes as they are, which fetch would not, and gives the status and the whole answer. */
export function sendRaw(port: number, lines: string[], body = ''): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port });
    let text = '';
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => (text += chunk));
    socket.on('error', (error) => (text === '' ? reject(error) : undefined));
    socket.on('close', () => resolve({ status: Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1]), text }));
    const length = `Content-Length: ${Buffer.byteLength(body)}`;
    socket.write([...lines, length, 'Connection: close', '', body].join('\r\n'));
  });
}
