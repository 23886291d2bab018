import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, LIST, messageOf, modern, startBench, type Bench } from './wire.test-helper.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench[Symbol.asyncDispose]());

const challengeOf = (response: Response) => response.headers.get('www-authenticate') ?? '';

describe('the MCP endpoint', () => {
  it('answers 401 with a challenge without error when no token came', async () => {
    const response = await bench.post(LIST);
    expect(response.status).toBe(401);
    const metadata = new URL('/.well-known/oauth-protected-resource/web-search/mcp', bench.server.url).href;
    expect(challengeOf(response)).toBe(`Bearer scope="web-search:read", resource_metadata="${metadata}"`);
    expect(bench.as.requests).toEqual([]);
  });

  it('serves a good token in the 2025 revisions', async () => {
    const response = await bench.post(LIST, await bench.as.mint(), { 'mcp-protocol-version': '2025-11-25' });
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toMatch(/no-/);
    const { result } = await messageOf(response);
    const tools = result?.['tools'] as { name: string }[];
    expect(tools.map(({ name }) => name)).toEqual([
      'web_search',
      'save_search',
      'list_saved_searches',
      'whoami',
    ]);
  });

  it('serves a good token in 2026-07-28', async () => {
    const [message, headers] = modern(call('whoami'));
    const response = await bench.post(message, await bench.as.mint(), headers);
    expect(response.status).toBe(200);
    const { result } = await messageOf(response);
    expect(result?.['structuredContent']).toMatchObject({ subject: 'usr_1', client: 'm2m_1' });
  });

  it('answers 403 with all scopes of the operation', async () => {
    const token = await bench.as.mint({ scope: 'other' });
    const response = await bench.post(call('save_search', { query: 'x', search: true }), token);
    expect(response.status).toBe(403);
    expect(challengeOf(response)).toMatch(
      /^Bearer error="insufficient_scope", error_description="[^"]+", scope="web-search:read web-search:write", resource_metadata="http/,
    );
  });

  it('gives marked sample results without a Tavily key', async () => {
    const response = await bench.post(call('web_search', { query: 'koa' }), await bench.as.mint());
    const { result } = await messageOf(response);
    expect(JSON.stringify(result)).toContain('[sample] Result 1 for “koa”');
  });
});
