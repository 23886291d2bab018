import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LogEntry } from '../index.ts';
import { call, messageOf, startBench, type Bench } from '../wire.test-helper.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench[Symbol.asyncDispose]());

async function resultOf(on: Bench, name: string, args: Record<string, unknown>, token: string) {
  const { result } = await messageOf(await on.post(call(name, args), token));
  return result as {
    isError?: boolean;
    structuredContent?: Record<string, unknown>;
    content: { text: string }[];
  };
}

describe('saved searches', () => {
  const list = async (token: string, extra = {}) =>
    (await resultOf(bench, 'list_saved_searches', extra, token)).structuredContent?.['searches'];

  it('belong to the subject of the token, whatever the call says', async () => {
    const alice = await bench.as.mint({ sub: 'alice' });
    const bob = await bench.as.mint({ sub: 'bob' });
    await resultOf(bench, 'save_search', { query: 'of alice', note: 'n', sub: 'bob', subject: 'bob' }, alice);
    expect(await list(alice)).toMatchObject([{ query: 'of alice', note: 'n' }]);
    expect(await list(bob, { sub: 'alice', subject: 'alice' })).toEqual([]);
    const renewed = await bench.as.mint({ sub: 'alice', jti: 'another' });
    expect(await list(renewed)).toHaveLength(1);
  });

  it('are bounded in number', async () => {
    const token = await bench.as.mint({ sub: 'busy' });
    const batch = Array.from({ length: 40 }, (_, index) => call('save_search', { query: `q${index}` }));
    for (let round = 0; round < 3; round += 1) expect((await bench.post(batch, token)).status).toBe(200);
    expect(await list(token)).toHaveLength(100);
  });

  it('can be run at once', async () => {
    const token = await bench.as.mint({ sub: 'carol' });
    const { structuredContent } = await resultOf(bench, 'save_search', { query: 'koa', search: true }, token);
    expect(structuredContent).toMatchObject({ saved: { query: 'koa' }, results: [{}, {}, {}] });
  });

  it('are nobody’s when the token names nobody', async () => {
    const token = await bench.as.mint({ sub: undefined, client_id: undefined });
    expect((await resultOf(bench, 'save_search', { query: 'x' }, token)).isError).toBe(true);
    expect((await resultOf(bench, 'list_saved_searches', {}, token)).isError).toBe(true);
  });

  it('are not made by a call with a bad token', async () => {
    const expired = await bench.as.mint({ sub: 'dave', exp: 1 });
    expect((await bench.post(call('save_search', { query: 'x' }), expired)).status).toBe(401);
    expect(await list(await bench.as.mint({ sub: 'dave' }))).toEqual([]);
  });
});

describe('web_search', () => {
  it('gives results that are marked as samples without a Tavily key', async () => {
    const { structuredContent } = await resultOf(
      bench,
      'web_search',
      { query: 'koa', max_results: 1 },
      await bench.as.mint(),
    );
    expect(structuredContent).toEqual({
      query: 'koa',
      results: [
        {
          title: '[sample] Result 1 for “koa”',
          url: 'https://example.com/sample/1?q=koa',
          content: 'Sample text, not from the web: the server runs without a Tavily key.',
        },
      ],
    });
  });

  it('asks Tavily with the server’s own key and nothing of the client’s token', async () => {
    const seen: { headers: string[]; body: string }[] = [];
    let status = 200;
    const tavily = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        seen.push({ headers: request.rawHeaders, body });
        const results = [{ title: 't', url: 'https://t.example', content: 'c', score: 1 }];
        response
          .writeHead(status, { 'content-type': 'application/json' })
          .end(JSON.stringify({ results, images: [] }));
      });
    });
    await new Promise<void>((resolve) => tavily.listen(0, '127.0.0.1', resolve));
    const log: LogEntry[] = [];
    try {
      await using wired = await startBench({
        tavilyApiKey: 'tvly-own',
        tavilyBaseUrl: `http://127.0.0.1:${(tavily.address() as AddressInfo).port}`,
        log: (entry) => void log.push(entry),
      });
      const token = await wired.as.mint();
      const { structuredContent } = await resultOf(wired, 'web_search', { query: 'koa' }, token);
      expect(structuredContent).toEqual({
        query: 'koa',
        results: [{ title: 't', url: 'https://t.example', content: 'c' }],
      });
      expect(JSON.stringify(seen)).toContain('Bearer tvly-own');
      expect(JSON.stringify(seen)).not.toContain(token.split('.')[2]);
      status = 500;
      const failed = await resultOf(wired, 'web_search', { query: 'koa' }, token);
      expect(failed).toMatchObject({
        isError: true,
        content: [{ text: expect.stringMatching(/^The search service/) as string }],
      });
      expect(JSON.stringify(log)).not.toMatch(new RegExp(`tvly-own|${token.split('.')[2]}`));
      expect(log.map(({ message }) => message)).toContain('POST /web-search/mcp 200');
    } finally {
      tavily.closeAllConnections();
      tavily.close();
    }
  });
});
