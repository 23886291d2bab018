import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import tasksStyle from '../styles/tasks.ts';
import { call, messageOf, startBench, type Bench } from '../wire.test-helper.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await startBench({}, [tasksStyle]);
});
afterAll(() => bench[Symbol.asyncDispose]());

const TOOL = 'summarize_saved_searches';
const VERSION = { 'mcp-protocol-version': '2025-11-25' };

async function send(token: string, method: string, params: Record<string, unknown>) {
  const message = { ...call(''), method, params };
  return messageOf(await bench.post(message, token, VERSION));
}

async function create(token: string, name = TOOL) {
  const { result, error } = await send(token, 'tools/call', { name, arguments: {}, task: { ttl: 60_000 } });
  return { task: result?.['task'] as { taskId: string; status: string; ttl: number }, error };
}

describe('tasks', () => {
  it('begin, and give the result of the call when it is there', async () => {
    const token = await bench.as.mint({ sub: 'alice' });
    const { task } = await create(token);
    expect(task).toMatchObject({ status: 'working', ttl: 60_000 });
    const { result } = await send(token, 'tasks/result', { taskId: task.taskId });
    expect(result).toMatchObject({
      content: [{ type: 'text' }],
      _meta: { 'io.modelcontextprotocol/related-task': { taskId: task.taskId } },
    });
    expect((await send(token, 'tasks/get', { taskId: task.taskId })).result).toMatchObject({
      status: 'completed',
    });
    expect((await send(token, 'tasks/cancel', { taskId: task.taskId })).error?.code).toBe(-32602);
  });

  it('can be cancelled, and stay so', async () => {
    const token = await bench.as.mint({ sub: 'bob' });
    const { taskId } = (await create(token)).task;
    expect((await send(token, 'tasks/cancel', { taskId })).result).toMatchObject({ status: 'cancelled' });
    expect((await send(token, 'tasks/result', { taskId })).error).toBeDefined();
  });

  it('belong to their user', async () => {
    const [token, other] = [await bench.as.mint({ sub: 'carol' }), await bench.as.mint({ sub: 'dave' })];
    const { taskId } = (await create(token)).task;
    for (const method of ['tasks/get', 'tasks/result', 'tasks/cancel']) {
      expect((await send(other, method, { taskId })).error?.code).toBe(-32602);
    }
    expect((await send(other, 'tasks/list', {})).result).toEqual({ tasks: [] });
    expect((await send(token, 'tasks/list', {})).result).toMatchObject({ tasks: [{ taskId }] });
  });

  it('are made of no other tool, and tools/call without one is answered at once', async () => {
    const token = await bench.as.mint({ sub: 'erin' });
    expect((await create(token, 'whoami')).error?.code).toBe(-32601);
    const { result } = await messageOf(await bench.post(call(TOOL), token, VERSION));
    expect(result).toHaveProperty('content');
  });
});
