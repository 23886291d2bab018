import { createServer } from 'node:http';
import { once } from 'node:events';
import { leasePort } from '../../mock-as/ports.ts';

/** Where a browser comes back to. */
export interface CallbackListener {
  readonly redirectUri: string;
  /** Calls the listener for each return; gives the way to stop that. */
  onReturn(listener: (url: URL) => void): () => void;
  close(): Promise<void>;
}

const PAGE = `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="color-scheme" content="light dark">
<title>Back at the client</title>
<body style="font: 1rem/1.5 system-ui, sans-serif; max-width: 40rem; margin: 4rem auto; padding: 0 1rem">
<h1>Back at the client</h1><p>You may close this window; the test goes on.</p></body></html>`;

/**
 * Listens on loopback for the redirect back (RFC 8252 §7.3).
 *
 * @param port A free one by default.
 * @throws Error that says so when the port is taken.
 */
export async function startCallbackListener(port?: number, path = '/callback'): Promise<CallbackListener> {
  const lease = port === undefined ? await leasePort() : undefined;
  const at = port ?? lease?.port ?? 0;
  const listeners = new Set<(url: URL) => void>();
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', `http://127.0.0.1:${at}`);
    const isCallback = request.method === 'GET' && url.pathname === path;
    response.writeHead(isCallback ? 200 : 404, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
    response.end(isCallback ? PAGE : '');
    if (isCallback) for (const listener of [...listeners]) listener(url);
  });
  server.listen({ port: at, host: '127.0.0.1', exclusive: true });
  await once(server, 'listening').catch(async (error: unknown) => {
    await lease?.release();
    const { code, message } = error as NodeJS.ErrnoException;
    const why = code === 'EADDRINUSE' ? 'another program listens there' : message;
    throw new Error(
      `The callback port ${at} cannot be listened on: ${why}. End that program, or choose another port.`,
    );
  });
  return {
    redirectUri: `http://127.0.0.1:${at}${path}`,
    onReturn: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
      await lease?.release();
    },
  };
}
