import type { IncomingMessage } from 'node:http';
import { parseJson } from '../verify/upstream.ts';

/** A message with a search query is small. Bytes. */
const BODY_LIMIT = 1_000_000;

export type BodyResult =
  { kind: 'json'; value: unknown } | { kind: 'refused'; status: 400 | 413 | 415; message: string };

/** Reads a JSON body of bounded size. */
export async function readJsonBody(request: IncomingMessage): Promise<BodyResult> {
  const type = request.headers['content-type'] ?? '';
  const isPlain = [undefined, 'identity'].includes(request.headers['content-encoding']?.toLowerCase());
  if (!/^application\/json\s*(?:;|$)/i.test(type) || !isPlain) {
    return { kind: 'refused', status: 415, message: 'The body must be uncompressed application/json.' };
  }
  const tooLong = {
    kind: 'refused',
    status: 413,
    message: `The body is longer than ${BODY_LIMIT} bytes.`,
  } as const;
  if (Number(request.headers['content-length'] ?? 0) > BODY_LIMIT) return tooLong;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    // The rest is read and dropped, so that the answer is not lost in a reset.
    if (size <= BODY_LIMIT) chunks.push(chunk);
  }
  if (size > BODY_LIMIT) return tooLong;
  const value = parseJson(Buffer.concat(chunks).toString('utf8'));
  if (value === undefined) return { kind: 'refused', status: 400, message: 'The body is not JSON.' };
  return { kind: 'json', value };
}
