import { createServer, request as send, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { peekBody } from './peek.ts';

let seen: { peeked: string; read: string } | undefined;
const server = createServer((request, response) => {
  void (async () => {
    const peeked = await peekBody(request);
    seen = { peeked, read: await text(request) };
    response.end();
  })();
});
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => server.close());

async function post(chunks: readonly string[], chunked: boolean): Promise<void> {
  const { port } = server.address() as AddressInfo;
  const length = Buffer.byteLength(chunks.join(''));
  const outgoing = send({
    port,
    host: '127.0.0.1',
    method: 'POST',
    headers: chunked ? {} : { 'content-length': length },
  });
  for (const chunk of chunks) {
    await new Promise((resolve) => outgoing.write(chunk, resolve));
    await new Promise(setImmediate);
  }
  outgoing.end();
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
  response.resume();
  await once(response, 'end');
}

describe('peekBody', () => {
  const long = 'ä'.repeat(100_000);
  it.each([
    ['in one piece', ['grant_type=refresh_token'], false],
    ['in several pieces', ['grant_type=', 'refresh', '_token'], false],
    ['chunked', ['grant_type=', 'refresh_token'], true],
  ])('gives a body that came %s, and leaves it there', async (_how, chunks, chunked) => {
    await post(chunks, chunked);
    expect(seen).toEqual({ peeked: 'grant_type=refresh_token', read: 'grant_type=refresh_token' });
  });

  it.each([true, false])('leaves all of a long body, chunked %s', async (chunked) => {
    await post([long.slice(0, 30_000), long.slice(30_000)], chunked);
    expect(seen?.peeked.startsWith('ää')).toBe(true);
    expect(seen?.peeked.length).toBeLessThanOrEqual(64 * 1024);
    expect(seen?.read).toBe(long);
  });

  it('gives nothing where there is nothing', async () => {
    await post([], false);
    expect(seen).toEqual({ peeked: '', read: '' });
  });
});
