import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import { decodeJwt } from 'jose';
import { afterEach, describe, expect, it } from 'vitest';
import { createRecorder } from '../http/recorder.ts';
import { createRedactor } from '../http/redact.ts';
import { createKeyStock } from '../lab/key-stock.ts';
import { startClientLab, type RecordingLab, type StartResourceServer } from './lab.ts';
import { atSecond } from './story.ts';
import type { Invocation } from './launch.ts';

const METADATA = '/.well-known/oauth-protected-resource/mcp';

/** Serves metadata, and says whose token it was called with. */
const startServer: StartResourceServer = async ({ authorizationServer, around }) => {
  const app = new Koa().use(around).use((ctx) => {
    const [, token] = /^Bearer (.+)$/.exec(ctx.get('authorization')) ?? [];
    if (ctx.path === METADATA) ctx.body = { authorization_servers: [authorizationServer], extra: 1 };
    else if (token === undefined) ctx.status = 401;
    else ctx.body = { issuer: decodeJwt(token).iss };
  });
  const server = createServer((request, response) => void app.callback()(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/mcp`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

const privateKeys = createKeyStock(2);
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function startLab(client: (invocation: Invocation) => Promise<number>): Promise<RecordingLab> {
  const recorder = createRecorder({ redactor: createRedactor(), limits: { requests: 100 } });
  const lab = await startClientLab({
    recorder,
    target: { inProcess: client },
    startServer,
    privateKeys,
    by: 'client/test',
    official: 'auth/test',
    context: {},
    settings: {},
    revision: '2026-07-28',
    limitMs: 10_000,
    signal: undefined,
  });
  closing.push(
    () => lab.close(),
    () => recorder.close(),
  );
  return lab;
}

async function ask(url: string, token?: string): Promise<{ status: number; json: Record<string, unknown> }> {
  const init =
    token === undefined ? {} : { method: 'POST', body: '{}', headers: { authorization: `Bearer ${token}` } };
  const response = await fetch(url, init);
  return {
    status: response.status,
    json: (await response.json().catch(() => ({}))) as Record<string, unknown>,
  };
}

const metadataOf = (url: string) => ask(new URL(METADATA, url).href);

describe('the change to a second authorization server', () => {
  it('is seen in the metadata and in the tokens that are taken, and can be undone', async () => {
    const lab = await startLab(() => Promise.resolve(0));
    const second = await lab.second();
    const [old, fresh] = [await lab.mock.mint(), await second.mock.mint()];
    expect(second.mock.urls.issuer).not.toBe(lab.mock.urls.issuer);
    expect((await ask(lab.url, old)).json).toEqual({ issuer: lab.mock.urls.issuer });

    const undo = await lab.migrate();
    expect((await ask(lab.url, old)).status).toBe(401);
    expect((await metadataOf(lab.url)).json).toEqual({
      authorization_servers: [second.mock.urls.issuer],
      extra: 1,
    });
    expect(await ask(lab.url, fresh)).toEqual({ status: 200, json: { issuer: lab.mock.urls.issuer } });

    undo();
    expect((await ask(lab.url, old)).status).toBe(200);
    expect((await metadataOf(lab.url)).json['authorization_servers']).toEqual([lab.mock.urls.issuer]);
  });

  it('leaves the second MCP server as it is', async () => {
    const lab = await startLab(() => Promise.resolve(0));
    const second = await lab.second();
    await lab.migrate();
    const token = await second.mock.mint();
    expect((await ask(second.url, token)).json).toEqual({ issuer: second.mock.urls.issuer });
  });

  it('happens when it is due, before the request is answered', async () => {
    const lab = await startLab(() => Promise.resolve(0));
    const token = await lab.mock.mint();
    await lab.migrate({ when: ({ body }) => body.includes('now') });
    expect((await ask(lab.url, token)).status).toBe(200);
    const due = await fetch(lab.url, {
      method: 'POST',
      body: 'now',
      headers: { authorization: `Bearer ${token}` },
    });
    expect(due.status).toBe(401);
    expect(due.headers.get('www-authenticate')).toContain(
      `resource_metadata="${new URL(METADATA, lab.url).href}"`,
    );
  });

  it('is recorded: which server was asked, and the token that the client sent', async () => {
    let url = '';
    let token = '';
    const lab = await startLab(async () => {
      await fetch(`${url}/.well-known/oauth-authorization-server`);
      await ask(lab.url, token);
      return 0;
    });
    const second = await lab.second();
    await lab.migrate();
    [url, token] = [second.mock.urls.environment, await second.mock.mint()];
    await lab.launch();

    const story = lab.story();
    expect(story.second).toEqual({ issuer: second.mock.urls.issuer, url: second.url });
    expect(atSecond(story).map(({ kind }) => kind)).toEqual(['server-metadata']);
    const [call] = story.of('mcp');
    const sent = call?.exchange.request.headers.filter(([name]) => name.toLowerCase() === 'authorization');
    expect(sent).toHaveLength(1);
    expect(sent?.[0]?.[1]).toMatch(/^Bearer ‹access_token:/);
    expect(JSON.stringify(story.steps)).not.toContain('x-mcp-conformance-lab');
  });

  it('launches the client at the second MCP server where that is asked for', async () => {
    const seen: string[] = [];
    const lab = await startLab((invocation) => {
      seen.push(invocation.url);
      return Promise.resolve(0);
    });
    expect(lab.story().second).toBeUndefined();
    const { url } = await lab.second();
    await lab.launch({ url });
    await lab.launch();
    expect(seen).toEqual([url, lab.url]);
  });
});
