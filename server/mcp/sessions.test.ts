import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import sessions from '../styles/sessions.ts';
import { call, LIST, modern, startBench, type Bench } from '../wire.test-helper.ts';

let bench: Bench;
let alice: string;
let bob: string;
beforeAll(async () => {
  bench = await startBench({}, [sessions]);
  [alice, bob] = [await bench.as.mint({ sub: 'alice' }), await bench.as.mint({ sub: 'bob' })];
});
afterAll(() => bench[Symbol.asyncDispose]());

const VERSION = '2025-11-25';
const INITIALIZE = {
  jsonrpc: '2.0',
  id: 0,
  method: 'initialize',
  params: { protocolVersion: VERSION, capabilities: {}, clientInfo: { name: 'test', version: '1' } },
};

async function open(token: string): Promise<Record<string, string>> {
  const response = await bench.post(INITIALIZE, token);
  await response.text();
  const id = response.headers.get('mcp-session-id');
  expect([response.status, id]).toEqual([200, expect.stringMatching(/^[0-9a-f-]{36}$/)]);
  return { 'mcp-session-id': id ?? '', 'mcp-protocol-version': VERSION };
}

function other(method: string, token: string | undefined, headers: Record<string, string>) {
  const authorization: Record<string, string> =
    token === undefined ? {} : { authorization: `Bearer ${token}` };
  return fetch(bench.server.url, {
    method,
    headers: { accept: 'text/event-stream', ...authorization, ...headers },
  });
}

const idsOf = (text: string) => [...text.matchAll(/^id: (.+)$/gm)].map(([, id = '']) => id);

describe('a server with sessions', () => {
  it('serves a session to the user who opened it, with any token', async () => {
    const session = await open(alice);
    expect((await bench.post(LIST, alice, session)).status).toBe(200);
    const renewed = await bench.as.mint({ sub: 'alice', jti: 'another', scope: 'web-search:read' });
    const whoami = await (await bench.post(call('whoami'), renewed, session)).text();
    expect(whoami).toContain('"structuredContent":{"subject":"alice",');
    expect(whoami).toContain('"scopes":["web-search:read"]');
  });

  it('answers 401 without a token, 404 to another user, 400 without an id', async () => {
    const session = await open(alice);
    const unnamed = { 'mcp-protocol-version': VERSION };
    const answers = [
      await bench.post(LIST, undefined, session),
      await bench.post(LIST, bob, session),
      await bench.post(LIST, alice, unnamed),
      await bench.post(LIST, alice, { ...unnamed, 'mcp-session-id': 'chosen' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([401, 404, 400, 404]);
    expect((await bench.post(LIST, alice, session)).status).toBe(200);
  });

  it('ends a session for its owner alone', async () => {
    const session = await open(alice);
    const refused = [await other('DELETE', undefined, session), await other('DELETE', bob, session)];
    expect(refused.map(({ status }) => status)).toEqual([401, 404]);
    expect((await bench.post(LIST, alice, session)).status).toBe(200);
    expect((await other('DELETE', alice, session)).status).toBe(200);
    expect((await bench.post(LIST, alice, session)).status).toBe(404);
  });

  it('sends the events of an interrupted call again, of no other call and to nobody else', async () => {
    const session = await open(alice);
    const first = idsOf(await (await bench.post(LIST, alice, session)).text());
    const second = idsOf(await (await bench.post({ ...LIST, id: 2 }, alice, session)).text());
    expect([first.length, second.length]).toEqual([2, 2]);
    const last = { 'last-event-id': first[0] ?? '' };
    const resumed = await other('GET', alice, { ...session, ...last });
    expect(idsOf(await resumed.text())).toEqual(first.slice(1));
    expect((await other('GET', bob, { ...session, ...last })).status).toBe(404);
    expect((await other('GET', bob, { ...(await open(bob)), ...last })).status).toBe(400);
  });

  it('opens one stream for a session, which ends with the session', async () => {
    const session = await open(alice);
    const stream = await other('GET', alice, session);
    expect([stream.status, stream.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
    expect((await other('GET', undefined, session)).status).toBe(401);
    await other('DELETE', alice, session);
    expect(await stream.text()).toBe('');
  });

  it('has none in revision 2026-07-28', async () => {
    const [message, headers] = modern(LIST);
    const response = await bench.post(message, alice, { ...headers, 'mcp-session-id': 'of an old client' });
    expect([response.status, response.headers.get('mcp-session-id')]).toEqual([200, null]);
  });
});
