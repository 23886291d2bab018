import { describe, expect, it } from 'vitest';
import type { Exchange, Report } from '../../harness/contract.ts';
import { exchangeWith, reportWith, unanswered } from '../sample.test-helper.ts';
import { diagramOf } from './diagram.ts';
import { flowOf } from './flow.ts';

function sent(by: string, method: string, url: string, status: number, more: Partial<Exchange> = {}) {
  const body = more.request?.body;
  return exchangeWith(`${by} ${url} ${status}`, status, {
    by,
    response: { status, headers: [], body: '' },
    ...more,
    request: { method, url, headers: [], ...(body !== undefined && { body }) },
  });
}

function told(report: Report): string[] {
  return (flowOf(report)?.steps ?? []).map(
    ({ from, to, asked, answered }) => `${from} > ${to}: ${asked} = ${answered}`,
  );
}

const target = (role: Report['target']['role'], url: string) => ({
  target: { role, url, situation: 'lab' as const },
});

describe('flowOf', () => {
  it('tells how a server was found, without repeats and without the second instance', () => {
    const call = exchangeWith('x1', 401, {
      by: 'gather/opening',
      request: { method: 'POST', url: 'http://h:1/mcp', headers: [], body: '{"method":"tools/list"}' },
    });
    const report = reportWith(
      [],
      [
        call,
        { ...call, id: 'x2', by: 'gather/protection' },
        sent('gather/document', 'GET', 'http://h:1/.well-known/oauth-protected-resource/mcp', 200),
        sent('gather/document', 'GET', 'http://h:2/.well-known/oauth-protected-resource/mcp', 200),
        sent('gather/document', 'GET', 'http://as:3/.well-known/oauth-authorization-server', 200),
        sent('server/a/b', 'GET', 'http://h:1/mcp', 405),
      ],
      target('server', 'http://h:1/mcp'),
    );
    expect(told(report)).toEqual([
      'This tool > MCP server: POST /mcp tools/list = 401 with a challenge',
      'This tool > MCP server: GET /.well-known/oauth-protected-resource/… = 200',
      'This tool > Authorization server: GET /.well-known/oauth-authorization-server = 200',
    ]);
  });

  it('tells the shortest way to a token of an authorization server', () => {
    const token = (by: string) =>
      sent(by, 'POST', `http://as/token`, 200, {
        request: { method: '', url: '', headers: [], body: 'grant_type=authorization_code&code=‹code:1›' },
        response: { status: 200, headers: [], body: '{"access_token":"‹access_token:2›"}' },
      });
    const to = 'http://c/callback?code=‹code:1›';
    const report = reportWith(
      [],
      [
        sent('gather/metadata', 'GET', 'http://as/.well-known/openid-configuration', 200),
        sent('authorization-server/a/long', 'GET', 'http://as/a', 200),
        sent('authorization-server/a/long', 'GET', 'http://as/b', 200),
        token('authorization-server/a/long'),
        sent('authorization-server/a/short', 'GET', 'http://as/authorize?x=1', 303, {
          response: { status: 303, headers: [['Location', to]], body: '' },
        }),
        token('authorization-server/a/short'),
      ],
      target('authorization-server', 'http://as'),
    );
    expect(told(report)).toEqual([
      'This tool > Authorization server: GET /.well-known/openid-configuration = 200',
      'This tool > Authorization server: GET /authorize = 303 to /callback with a code',
      'This tool > Authorization server: POST /token authorization_code = 200 with an access token',
    ]);
  });

  it('tells who did what when a client runs, the request of the browser once', () => {
    const by = 'client/ordinary';
    const authorize = 'http://as/authorize?client_id=a';
    const report = reportWith(
      [],
      [
        sent(by, 'POST', 'http://s/mcp', 401, { via: 'server' }),
        sent(by, 'GET', authorize, 303, { via: 'harness' }),
        sent(by, 'GET', authorize, 303, { via: 'mock-as' }),
        sent(by, 'GET', 'http://c/callback?code=1', 200, { via: 'harness' }),
        sent(by, 'POST', 'http://as/token', 200, { via: 'mock-as' }),
        sent(by, 'POST', 'http://s/mcp', 401, { via: 'server' }),
        sent('client/other', 'POST', 'http://s/mcp', 401, { via: 'server' }),
      ],
      target('client', 'node client.js'),
    );
    expect(told(report)).toEqual([
      'MCP client > MCP server: POST /mcp = 401',
      'Browser > Authorization server: GET /authorize = 303',
      'Browser > MCP client: GET /callback = 200',
      'MCP client > Authorization server: POST /token = 200',
    ]);
  });

  it('has none when nothing was sent, and takes what was not answered', () => {
    expect(flowOf(reportWith([], []))).toBeUndefined();
    expect(told(reportWith([], [unanswered('x1')]))[0]).toMatch(/no answer \(timeout\)$/);
  });
});

describe('diagramOf', () => {
  it('lays out a life line for each party and a row for each step', () => {
    const flow = flowOf(reportWith([], [exchangeWith('x1', 401), exchangeWith('x2', 200)]));
    if (flow === undefined) throw new Error('no flow');
    const { lanes, arrows, width, height } = diagramOf(flow);
    expect(lanes.map(({ name }) => name)).toEqual(['This tool', 'MCP server']);
    expect(arrows.map(({ number }) => number)).toEqual([1, 2]);
    expect(arrows[1]?.y).toBeGreaterThan(arrows[0]?.answerY ?? Infinity);
    for (const { toX, answerY } of arrows) {
      expect(toX).toBeLessThan(width);
      expect(answerY).toBeLessThan(height);
    }
  });
});
