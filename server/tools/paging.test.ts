import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, messageOf, startBench, type Bench } from '../wire.test-helper.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench[Symbol.asyncDispose]());

interface Page {
  isError?: boolean;
  structuredContent?: { results: { title: string }[]; cursor?: string };
}

async function page(name: string, args: Record<string, unknown>, token: string): Promise<Page> {
  return (await messageOf(await bench.post(call(name, args), token))).result as Page;
}

describe('results page by page', () => {
  it('lead from cursor to cursor until there are no more', async () => {
    const token = await bench.as.mint({ sub: 'alice' });
    const first = await page('web_search', { query: 'koa', page_size: 2 }, token);
    expect(first.structuredContent?.results).toHaveLength(2);
    const second = await page('more_results', { cursor: first.structuredContent?.cursor }, token);
    expect(second.structuredContent?.results).toMatchObject([
      { title: expect.stringContaining('Result 3') as string },
    ]);
    expect(second.structuredContent).not.toHaveProperty('cursor');
  });

  it('are found by the one who searched, and by nobody else', async () => {
    const alice = await bench.as.mint({ sub: 'alice' });
    const { structuredContent } = await page('web_search', { query: 'koa', page_size: 1 }, alice);
    const cursor = structuredContent?.cursor;
    expect(await page('more_results', { cursor }, await bench.as.mint({ sub: 'bob' }))).toMatchObject({
      isError: true,
    });
    const renewed = await bench.as.mint({ sub: 'alice', jti: 'another' });
    expect((await page('more_results', { cursor }, renewed)).isError).not.toBe(true);
  });
});
