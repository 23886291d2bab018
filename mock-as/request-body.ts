import type { IncomingMessage } from 'node:http';

/** The largest body that any endpoint takes. */
const limit = 56 * 1024;

/** The whole body as text, or undefined when it is larger than 56 KiB. */
export function readBody(request: IncomingMessage): Promise<string | undefined> {
  // By events: an async iterator would cost several times as much, at each token request.
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const end = (): void => resolve(size > limit ? undefined : Buffer.concat(chunks).toString('utf8'));
    if (request.readableEnded) return end();
    // Each request closes in the end, and an error that nobody needs is dear.
    const closed = (): void => {
      if (!request.readableEnded) reject(new Error('the connection closed before the body was complete'));
    };
    if (request.destroyed) return closed();
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
    });
    request.on('end', end).on('error', reject).on('close', closed);
  });
}

/**
 * Lets oidc-provider read `body` although the stream was read already. It asks the request for
 * `readable` and `iterator`; setting `request.body` instead would make it print a warning.
 */
export function replayBody(request: IncomingMessage, body: string): void {
  const bytes = Buffer.from(body);
  request.headers['content-length'] = String(bytes.length);
  delete request.headers['transfer-encoding'];
  Object.defineProperty(request, 'readable', { value: true, configurable: true });
  Object.defineProperty(request, 'iterator', { value: () => [bytes], configurable: true });
}

/** The JSON object that `text` holds. */
export function parseJsonObject(text: string): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    const isObject = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
    return isObject ? { ...parsed } : undefined;
  } catch {
    return undefined;
  }
}
