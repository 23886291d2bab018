import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, messageOf, modern, startBench, type Bench } from '../wire.test-helper.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench[Symbol.asyncDispose]());

interface Result {
  resultType?: string;
  requestState?: string;
  isError?: boolean;
  structuredContent?: Record<string, unknown>;
}

const AGREED = { removal: { action: 'accept', content: { confirm: true } } };

/** The call as a client makes it that can ask its user. */
async function remove(token: string, query: string, retry: Record<string, unknown> = {}) {
  const [message, headers] = modern(call('remove_saved_searches', { query }));
  const { params } = message as { params: { _meta: Record<string, unknown> } };
  const _meta = {
    ...params._meta,
    'io.modelcontextprotocol/clientCapabilities': { elicitation: { form: {} } },
  };
  const sent = { ...(message as object), params: { ...params, ...retry, _meta } };
  return messageOf(await bench.post(sent, token, headers));
}

async function ask(token: string, query: string): Promise<string> {
  const result = (await remove(token, query)).result as Result;
  expect(result.resultType).toBe('input_required');
  return result.requestState ?? '';
}

async function save(token: string, query: string) {
  await bench.post(call('save_search', { query }), token);
}

async function saved(token: string) {
  const { result } = await messageOf(await bench.post(call('list_saved_searches'), token));
  const { searches } = (result as Result).structuredContent as { searches: { query: string }[] };
  return searches.map(({ query }) => query);
}

describe('remove_saved_searches', () => {
  it('asks first, and removes what it asked about and nothing that came later', async () => {
    const token = await bench.as.mint({ sub: 'alice' });
    await save(token, 'koa one');
    await save(token, 'express');
    const requestState = await ask(token, 'koa');
    await save(token, 'koa two');
    const { result } = await remove(token, 'koa', { requestState, inputResponses: AGREED });
    expect(result).toMatchObject({ structuredContent: { removed: 1 } });
    expect(await saved(token)).toEqual(['express', 'koa two']);
  });

  it('removes nothing when the user declines', async () => {
    const token = await bench.as.mint({ sub: 'bob' });
    await save(token, 'koa');
    const declined = { removal: { action: 'decline' } };
    const retry = { requestState: await ask(token, 'koa'), inputResponses: declined };
    expect((await remove(token, 'koa', retry)).result).toMatchObject({ structuredContent: { removed: 0 } });
    expect(await saved(token)).toEqual(['koa']);
  });

  it('takes no plan that was altered, nor one of another user or for other arguments', async () => {
    const [token, other] = [await bench.as.mint({ sub: 'carol' }), await bench.as.mint({ sub: 'dave' })];
    await save(token, 'koa');
    const requestState = await ask(token, 'koa');
    const inputResponses = AGREED;
    const altered = requestState.replace(/.(?=.{50}$)/, (one) => (one === 'A' ? 'B' : 'A'));
    expect((await remove(token, 'koa', { requestState: altered, inputResponses })).error?.code).toBe(-32602);
    expect((await remove(other, 'koa', { requestState, inputResponses })).error?.code).toBe(-32602);
    expect((await remove(token, 'ko', { requestState, inputResponses })).result?.['isError']).toBe(true);
    expect(await saved(token)).toEqual(['koa']);
  });

  it('asks again when the answer comes without the plan', async () => {
    const token = await bench.as.mint({ sub: 'erin' });
    expect((await remove(token, 'koa', { inputResponses: AGREED })).result?.['resultType']).toBe(
      'input_required',
    );
  });

  it('does nothing for a client that cannot ask', async () => {
    const token = await bench.as.mint({ sub: 'frank' });
    const { result } = await messageOf(
      await bench.post(call('remove_saved_searches', { query: 'koa' }), token),
    );
    expect(result?.['isError']).toBe(true);
  });
});
