import { afterAll, beforeAll, expect, it } from 'vitest';
import { call, messageOf, modern, startBench, type Bench } from '../wire.test-helper.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench[Symbol.asyncDispose]());

async function ownUri(token: string): Promise<string> {
  const [message, headers] = modern({ method: 'resources/list', params: {}, ...ID });
  const { result } = await messageOf(await bench.post(message, token, headers));
  return (result as { resources: { uri: string }[] }).resources[0]?.uri ?? '';
}

const ID = { jsonrpc: '2.0', id: 7 };

/** Reads a stream until it holds the text, or to its end. */
async function readUntil(response: Response, text: string): Promise<string> {
  let read = '';
  if (response.body === null) return read;
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    read += chunk;
    if (read.includes(text)) break;
  }
  return read;
}

it('a user is told of changes of his own resource, and of nobody else’s', async () => {
  const [alice, bob] = [await bench.as.mint({ sub: 'alice' }), await bench.as.mint({ sub: 'bob' })];
  const [own, others] = [await ownUri(alice), await ownUri(bob)];
  expect(own).not.toBe(others);
  const filter = { resourceSubscriptions: [others, own] };
  const [message, headers] = modern({
    method: 'subscriptions/listen',
    params: { notifications: filter },
    ...ID,
  });
  const stream = await bench.post(message, alice, headers);
  await bench.post(call('save_search', { query: 'q' }), bob);
  await bench.post(call('save_search', { query: 'q' }), alice);
  const events = await readUntil(stream, 'notifications/resources/updated');
  expect(events).toContain('notifications/subscriptions/acknowledged');
  expect(events).toContain(`"uri":"${own}"`);
  expect(events).not.toContain(others);
});
