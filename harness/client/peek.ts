import type { IncomingMessage } from 'node:http';

const LIMIT = 64 * 1024;

/**
 * The body of a request as text, which whoever reads the request afterwards still gets; at most its first 64 KiB, or
 * what had come when the connection closed.
 */
export async function peekBody(request: IncomingMessage): Promise<string> {
  const { 'content-length': length, 'transfer-encoding': coding } = request.headers;
  if (coding === undefined && Number(length ?? 0) === 0) return '';
  const chunks: Buffer[] = [];
  const expected = coding === undefined ? Math.min(Number(length), LIMIT) : LIMIT;
  let size = 0;
  await new Promise<void>((resolve) => {
    const done = (): void => {
      request.off('readable', take).off('close', done);
      // In the same turn as the last read: once the stream has said that it ended, nothing can be put back.
      if (size > 0 && !request.destroyed) request.unshift(Buffer.concat(chunks));
      resolve();
    };
    const take = (): void => {
      for (let chunk = read(request); chunk !== null; chunk = read(request)) {
        chunks.push(chunk);
        size += chunk.length;
        if (size >= expected) break;
      }
      if (size >= expected || request.complete) done();
    };
    request.on('readable', take).once('close', done);
    take();
  });
  return Buffer.concat(chunks).toString('utf8', 0, LIMIT);
}

/** Reads no further than to the end of the body, so that the end is not announced. */
function read(request: IncomingMessage): Buffer | null {
  return request.readableLength === 0 ? null : (request.read() as Buffer | null);
}
