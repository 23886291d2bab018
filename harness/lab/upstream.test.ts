import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startUpstream, type Upstream } from './upstream.ts';

const token = 'token-of-a-client-0123456789';
let upstream: Upstream;

beforeEach(async () => {
  upstream = await startUpstream();
});
afterEach(() => upstream.close());

it('takes every request, and remembers it', async () => {
  const response = await fetch(`${upstream.url}/v1/search?q=1`, {
    method: 'POST',
    headers: { 'x-own': 'key' },
    body: '{"query":"x"}',
  });
  expect(await response.json()).toMatchObject({ results: [{ title: 'Sample 1' }, {}, {}], images: [] });
  expect(upstream.requests).toMatchObject([
    { method: 'POST', target: '/v1/search?q=1', body: '{"query":"x"}', tokenIn: [] },
  ]);
  expect(upstream.requests[0]?.headers).toContainEqual(['x-own', 'key']);
});

it('notices a token that it was told to watch for, packed too', async () => {
  upstream.watchFor(token);
  const body = gzipSync(JSON.stringify({ api_key: token }));
  await fetch(upstream.url, { method: 'POST', headers: { 'content-encoding': 'gzip' }, body });
  expect(upstream.requests.map(({ tokenIn }) => tokenIn)).toEqual([['the body']]);
});

it('is bounded, and forgets what carries a token last', async () => {
  upstream.watchFor(token);
  await fetch(`${upstream.url}/leak?t=${token}`);
  for (let index = 0; index < 100; index += 1) await fetch(`${upstream.url}/${index}`);
  expect(upstream.count).toBe(101);
  expect(upstream.requests).toHaveLength(100);
  expect(upstream.requests.slice(0, 2).map(({ target }) => target)).toEqual([`/leak?t=${token}`, '/1']);
});

it('keeps what was sent of a request that broke off', async () => {
  upstream.watchFor(token);
  const socket = connect(Number(new URL(upstream.url).port), '127.0.0.1');
  socket.write(`POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n${token}`);
  await expect.poll(() => upstream.count).toBe(1);
  socket.destroy();
  await expect.poll(() => upstream.requests.map(({ tokenIn }) => tokenIn)).toEqual([['the body']]);
});
