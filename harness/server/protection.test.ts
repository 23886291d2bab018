import { describe, expect, it } from 'vitest';
import type { Exchange, Json, Revision } from '../contract.ts';
import { answered, lost } from '../exchange.test-helper.ts';
import { callTool, type Operation } from '../mcp/wire.ts';
import { operationName } from './client.ts';
import { findProtection, toolsOf } from './protection.ts';
import { siteAt } from './site.test-helper.ts';
import type { ServerTarget } from './target.ts';

const TOKEN = 'good-token-0123456789';

type Answer = (operation: Operation) => Exchange;

function message(operation: Operation, body: { [key: string]: Json }, status = 200): Exchange {
  return answered(status, {
    request: { jsonrpc: '2.0', id: 1, method: operation.method },
    body: { jsonrpc: '2.0', id: 1, ...body },
  });
}
const result =
  (value: Json = {}): Answer =>
  (operation) =>
    message(operation, { result: value });
const status =
  (code: number): Answer =>
  () =>
    answered(code);
const rpcError =
  (text: string, code = -32_000, httpStatus = 200): Answer =>
  (operation) =>
    message(operation, { error: { code, message: text } }, httpStatus);
const toolError = (text: string): Answer => result({ isError: true, content: [{ type: 'text', text }] });

const listing = (...tools: Json[]): Answer => result({ tools });
const tool = (name: string, hints: Json = { readOnlyHint: true }): Json => ({
  name,
  inputSchema: { type: 'object', properties: {} },
  annotations: hints,
});

/** A server that answers by operation name, with a good token otherwise than without one. */
async function find(
  bare: Record<string, Answer>,
  options: { good?: Record<string, Answer>; calls?: Operation[]; revision?: Revision } = {},
) {
  const { good, calls = [], revision = '2025-11-25' } = options;
  const asked: string[] = [];
  const target: ServerTarget = {
    ...siteAt('http://127.0.0.1:9/mcp', { calls: calls.map((operation) => ({ operation })) }),
    revision,
  };
  const found = await findProtection(
    target,
    ({ operation, token }) => {
      const name = operationName(operation);
      asked.push(token === undefined ? name : `${name} with a token`);
      const answer = (token === undefined ? bare : good)?.[name] ?? status(404);
      return Promise.resolve(answer(operation));
    },
    () => Promise.resolve(good === undefined ? undefined : TOKEN),
  );
  return { found, asked };
}

describe('findProtection', () => {
  it('takes the first 401 and asks no further', async () => {
    const { found, asked } = await find({ initialize: status(401) });
    expect(found).toMatchObject({ state: 'protected', operation: { method: 'initialize' }, open: [] });
    expect(asked).toEqual(['initialize']);
  });

  it('opens a modern server with server/discover', async () => {
    const { found } = await find({ 'server/discover': status(401) }, { revision: '2026-07-28' });
    expect(found).toMatchObject({ state: 'protected', operation: { method: 'server/discover' } });
  });

  it('goes on to tools/list where initialize is open', async () => {
    const { found } = await find({ initialize: result(), 'tools/list': status(401) });
    expect(found).toMatchObject({ operation: { method: 'tools/list' }, open: ['initialize'] });
  });

  it('goes on to a read-only tool where the listing is open, and never calls another', async () => {
    const { found, asked } = await find({
      initialize: result(),
      'tools/list': listing(tool('erase', {}), tool('drop', null), tool('read')),
      'tools/call read': status(401),
      'tools/call erase': status(401),
    });
    expect(found).toMatchObject({
      state: 'protected',
      operation: callTool('read'),
      open: ['initialize', 'tools/list'],
    });
    expect(asked).toEqual(['initialize', 'tools/list', 'tools/call read']);
  });

  it('tries the calls of the user before the tools', async () => {
    const { found, asked } = await find(
      { initialize: result(), 'tools/list': listing(tool('read')), 'tools/call mine': status(401) },
      { calls: [callTool('mine')] },
    );
    expect(found).toMatchObject({ operation: callTool('mine') });
    expect(asked).not.toContain('tools/call read');
  });

  it('calls a server open on which everything is served without a token', async () => {
    const { found } = await find({
      initialize: result(),
      'tools/list': listing(tool('read')),
      'tools/call read': result({ content: [] }),
    });
    expect(found).toMatchObject({
      state: 'open',
      reason: expect.stringContaining('tools/call read') as string,
    });
    expect(found.state === 'open' && found.evidence).toHaveLength(3);
  });

  it('is not led astray by a tool of an open server that fails for want of good arguments', async () => {
    const { found } = await find({
      initialize: result(),
      'tools/list': listing(tool('fetch'), tool('parse')),
      'tools/call fetch': toolError('test is not a URL'),
      'tools/call parse': rpcError('Invalid params', -32_602),
    });
    expect(found).toMatchObject({ state: 'open' });
  });

  it('leaves aside a call of an open server that fails with 400 whoever makes it, once a token has shown that', async () => {
    const refusal = rpcError('The client lacks a capability', -32_021, 400);
    const open = { initialize: result(), 'tools/list': listing(tool('ask')), 'tools/call ask': refusal };
    expect((await find(open)).found).toMatchObject({ state: 'unclear' });
    const { found } = await find(open, { good: { 'tools/call ask': refusal } });
    expect(found).toMatchObject({ state: 'open' });
    const other = await find(open, { good: { 'tools/call ask': rpcError('Not found', -32_602, 400) } });
    expect(other.found).toMatchObject({ state: 'unclear' });
  });

  it.each([
    ['403', status(403)],
    ['400', status(400)],
    ['a redirect', status(302)],
    ['a JSON-RPC error in a 200', rpcError('Unauthorized')],
    ['a tool error in a 200', toolError('Please log in')],
  ])('takes %s for a refusal when a good token is served', async (_, refusal) => {
    const { found, asked } = await find({ initialize: refusal }, { good: { initialize: result() } });
    expect(found).toMatchObject({ state: 'protected', operation: { method: 'initialize' } });
    expect(asked).toEqual(['initialize', 'initialize with a token']);
  });

  it.each([
    ['403', status(403)],
    ['a JSON-RPC error in a 200', rpcError('Unauthorized')],
    ['a tool error in a 200', toolError('You need an access token')],
  ])('does not know what %s means without a token to compare with', async (_, refusal) => {
    const { found } = await find({
      initialize: result(),
      'tools/list': listing(tool('read')),
      'tools/call read': refusal,
    });
    expect(found).toMatchObject({ state: 'unclear', reason: expect.stringContaining('--token') as string });
  });

  it('does not take a 200 without a JSON-RPC answer for service', async () => {
    const page = () => answered(200, { body: '<!doctype html>', headers: [['content-type', 'text/html']] });
    const { found } = await find({ initialize: page, 'tools/list': page });
    expect(found.state).toBe('unclear');
  });

  it('says so when the good token is refused as well', async () => {
    const { found } = await find({ initialize: status(403) }, { good: { initialize: status(403) } });
    expect(found).toMatchObject({
      state: 'unclear',
      reason: expect.stringContaining('with a token') as string,
    });
  });

  it('stops at a request that gets no answer', async () => {
    const { found } = await find({ initialize: () => lost('timeout') });
    expect(found).toMatchObject({
      state: 'unclear',
      reason: expect.stringContaining('initialize') as string,
    });
  });
});

describe('toolsOf', () => {
  const toolsIn = (body: Json) => toolsOf(message({ method: 'tools/list' }, { result: body }));

  it('fills in what the schema requires, as simply as it may be', () => {
    const inputSchema: Json = {
      type: 'object',
      required: ['text', 'count', 'many', 'yes', 'list', 'one', 'fixed', 'kind', 'deep', 'untyped', 3],
      properties: {
        text: { type: 'string' },
        count: { type: 'integer', minimum: 5 },
        many: { type: 'number' },
        yes: { type: 'boolean' },
        list: { type: 'array' },
        one: { enum: ['a', 'b'] },
        fixed: { const: 'c' },
        kind: { type: 'string', default: 'd' },
        deep: { type: 'object', required: ['inner'], properties: { inner: { type: 'string' } } },
        optional: { type: 'string' },
      },
    };
    expect(toolsIn({ tools: [{ name: 'all', inputSchema }] })[0]?.arguments).toEqual({
      text: 'test',
      count: 5,
      many: 1,
      yes: false,
      list: [],
      one: 'a',
      fixed: 'c',
      kind: 'd',
      deep: { inner: 'test' },
      untyped: 'test',
    });
  });

  it('makes the best of a listing that is none', () => {
    expect(toolsIn({})).toEqual([]);
    expect(toolsIn({ tools: 'many' })).toEqual([]);
    expect(
      toolsIn({ tools: [null, 'x', {}, { name: 1 }, { name: 'a', annotations: 'x', inputSchema: 'y' }] }),
    ).toEqual([
      {
        name: 'a',
        readOnly: false,
        additive: false,
        textArguments: [],
        arguments: {},
        argumentNames: [],
        mayBeTask: false,
      },
    ]);
    expect(toolsOf(answered(401))).toEqual([]);
  });
});
