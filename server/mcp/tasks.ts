import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { McpServerFactory } from '@modelcontextprotocol/server';
import type { LRUCache } from 'lru-cache';
import { newest } from '../newest.ts';
import type { Access, Operation, Setup } from '../types.ts';
import { isObject } from '../verify/upstream.ts';
import { operationsOf } from './operations.ts';
import type { CheckedRequest, CreateProtocol } from './protocol.ts';

/** `result` or `error` of a JSON-RPC answer. */
type Outcome = { result: Record<string, unknown> } | { error: { code: number; message: string } };
type Status = 'working' | 'completed' | 'failed' | 'cancelled';

interface Task {
  owner: string;
  status: Status;
  createdAt: string;
  lastUpdatedAt: string;
  ttl: number;
  /** What the call came to, once it has. */
  outcome: Promise<Outcome>;
  end(status: Status, outcome: Outcome): void;
}

const REVISION = '2025-11-25';
/** The task that nobody used for longest goes when there are more. */
const TASKS = 1_000;
const LONGEST_MS = 300_000;
/** A moment in which a task can still be cancelled, as one that takes its time could be. */
const BEFORE_BEGIN_MS = 250;
const METHOD_NOT_FOUND = -32_601;
const INVALID_PARAMS = -32_602;
const CANCELLED = { error: { code: -32_000, message: 'The task was cancelled.' } };

/** Whose task it is: issuer and subject, not the token, which is renewed now and then. */
export function taskOwner({ claims }: Access): string {
  return JSON.stringify([claims['iss'] ?? null, claims['sub'] ?? null, claims['client_id'] ?? null]);
}

/** Who may look at a task, get its result, cancel it, or see it listed (2025-11-25 basic/utilities/tasks «Task Isolation»). */
export const mayUseTask: (method: string, owner: string, caller: string) => boolean = (
  _method,
  owner,
  caller,
) => owner === caller;

/**
 * Lets the named tools be called as tasks under 2025-11-25 (basic/utilities/tasks); everything else goes the usual way.
 * The SDK knows the words of tasks and leaves the work to the server.
 */
export function createTaskProtocol(usual: CreateProtocol, tools: readonly string[]): CreateProtocol {
  return async (setup, serve) => {
    const protocol = await usual(setup, serve);
    const tasks = newest<Task>(TASKS, { dispose: (task) => task.end('cancelled', CANCELLED) });
    return {
      ...protocol,
      handle: async (request, response, body) => {
        const [operation] = operationsOf(body);
        const isOurs =
          request.headers['mcp-protocol-version'] === REVISION &&
          operation !== undefined &&
          (operation.method.startsWith('tasks/') || isObject(operation.params['task']));
        if (!isOurs || !isObject(body)) return protocol.handle(request, response, body);
        const answered =
          operation.method === 'tools/call'
            ? create(tasks, tools, operation, request, setup, serve)
            : await use(tasks, operation, request, setup);
        send(response, body['id'], answered);
      },
      close: async () => {
        tasks.clear();
        await protocol.close();
      },
    };
  };
}

function create(
  tasks: LRUCache<string, Task>,
  tools: readonly string[],
  { name = '', params }: Operation,
  request: CheckedRequest,
  { parts }: Setup,
  serve: McpServerFactory,
): Outcome {
  if (!tools.includes(name)) return failure(METHOD_NOT_FOUND, 'This tool cannot be called as a task.');
  const asked = isObject(params['task']) ? params['task']['ttl'] : undefined;
  const ttl = typeof asked === 'number' && asked > 0 ? Math.min(asked, LONGEST_MS) : LONGEST_MS;
  const taskId = randomUUID();
  const task = newTask(parts.taskOwner(accessOf(request)), ttl);
  tasks.set(taskId, task, { ttl });
  setTimeout(() => {
    if (task.status === 'working') {
      void carryOut(params, request, serve).then((outcome) =>
        task.end('error' in outcome ? 'failed' : 'completed', outcome),
      );
    }
  }, BEFORE_BEGIN_MS).unref();
  return { result: { task: shown(taskId, task) } };
}

function newTask(owner: string, ttl: number): Task {
  const now = new Date().toISOString();
  let settle: (outcome: Outcome) => void = () => undefined;
  const outcome = new Promise<Outcome>((resolve) => {
    settle = resolve;
  });
  const task: Task = {
    owner,
    status: 'working',
    createdAt: now,
    lastUpdatedAt: now,
    ttl,
    outcome,
    end: (status, final) => {
      // What has ended stays as it ended.
      if (task.status !== 'working') return;
      task.status = status;
      task.lastUpdatedAt = new Date().toISOString();
      settle(final);
    },
  };
  return task;
}

/** Calls the tool as if it were called directly, for whoever created the task. */
async function carryOut(
  params: Record<string, unknown>,
  { auth }: CheckedRequest,
  serve: McpServerFactory,
): Promise<Outcome> {
  const { InMemoryTransport } = await import('@modelcontextprotocol/server');
  const authInfo = auth === undefined ? {} : { authInfo: auth };
  const [caller, transport] = InMemoryTransport.createLinkedPair();
  const answer = new Promise<unknown>((resolve) => {
    caller.onmessage = resolve;
  });
  await (await serve({ era: 'legacy', ...authInfo })).connect(transport);
  const direct = Object.fromEntries(Object.entries(params).filter(([name]) => name !== 'task'));
  await caller.send({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: direct }, authInfo);
  const outcome = (await answer) as Outcome;
  await caller.close();
  return outcome;
}

async function use(
  tasks: LRUCache<string, Task>,
  { method, params }: Operation,
  request: CheckedRequest,
  { parts }: Setup,
): Promise<Outcome> {
  const caller = parts.taskOwner(accessOf(request));
  const mayUse = ({ owner }: Task) => parts.mayUseTask(method, owner, caller);
  if (method === 'tasks/list') {
    const own = [...tasks.entries()].filter(([, task]) => mayUse(task));
    return { result: { tasks: own.map(([id, task]) => shown(id, task)) } };
  }
  const taskId = String(params['taskId']);
  const task = tasks.get(taskId);
  // Another one's task is as good as none: to tell them apart would tell that it is there.
  if (task === undefined || !mayUse(task)) return failure(INVALID_PARAMS, 'There is no such task.');
  switch (method) {
    case 'tasks/get':
      return { result: shown(taskId, task) };
    case 'tasks/result':
      return related(taskId, await task.outcome);
    case 'tasks/cancel':
      if (task.status !== 'working') return failure(INVALID_PARAMS, 'The task has ended.');
      task.end('cancelled', CANCELLED);
      return { result: shown(taskId, task) };
    default:
      return failure(METHOD_NOT_FOUND, 'There is no such method.');
  }
}

function shown(taskId: string, { status, createdAt, lastUpdatedAt, ttl }: Task): Record<string, unknown> {
  return { taskId, status, createdAt, lastUpdatedAt, ttl, pollInterval: BEFORE_BEGIN_MS };
}

/** A result says of which task it is («Associating Task-Related Messages»). */
function related(taskId: string, outcome: Outcome): Outcome {
  if ('error' in outcome) return { error: outcome.error };
  return {
    result: { ...outcome.result, _meta: { 'io.modelcontextprotocol/related-task': { taskId } } },
  };
}

function accessOf({ auth }: CheckedRequest): Access {
  return auth?.extra?.['access'] as Access;
}

const failure = (code: number, message: string): Outcome => ({ error: { code, message } });

function send(response: ServerResponse, id: unknown, outcome: Outcome): void {
  response
    .writeHead(200, { 'Content-Type': 'application/json' })
    .end(JSON.stringify({ jsonrpc: '2.0', id, ...outcome }));
}
