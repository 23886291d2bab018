import type { Context } from 'koa';
import { Problem } from './problem.ts';

/** Bytes. */
const USUAL_LIMIT = 1024 * 1024;

/** The body as JSON; undefined when there is none. Throws a 400, 413 or 415. */
export async function readJson(context: Context, limit = USUAL_LIMIT): Promise<unknown> {
  const text = await readText(context, limit);
  if (text === '') return undefined;
  if (context.request.type !== 'application/json') {
    throw new Problem(415, 'Send the body as JSON, with "Content-Type: application/json".');
  }
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    // What stands in the body may be secret, and the parser quotes it.
    const [, position] = /at position (\d+)/.exec(String(error)) ?? [];
    const where = position === undefined ? 'it breaks off' : `at character ${position}`;
    throw new Problem(400, `The body is no JSON: ${where}.`, {
      errors: [{ field: 'body', detail: `no JSON: ${where}` }],
    });
  }
}

async function readText({ req }: Context, limit: number): Promise<string> {
  const announced = Number(req.headers['content-length'] ?? 0);
  if (announced > limit) throw tooLarge(limit);
  const chunks: Buffer[] = [];
  let size = 0;
  // Not destroyed on the way out: the refusal goes over the same connection.
  const stream = req.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > limit) throw tooLarge(limit);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The rest is not read, so the connection cannot be used again. */
function tooLarge(limit: number): Problem {
  return new Problem(413, `The body is larger than ${limit} bytes.`, { headers: { Connection: 'close' } });
}
