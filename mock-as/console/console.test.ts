import { request } from 'node:http';
import type { OutgoingHttpHeaders } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startMockAuthorizationServer } from '../index.ts';
import type { MockAuthorizationServer } from '../index.ts';
import { startConsole } from './index.ts';
import type { Console, ConsoleReport } from './index.ts';

let mock: MockAuthorizationServer;
let console_: Console;
let origin: string;

beforeEach(async () => {
  mock = await startMockAuthorizationServer({ resource: { url: 'http://127.0.0.1:7001/mcp' } });
  console_ = await startConsole({ mock, suite: { url: 'http://127.0.0.1:7001/mcp', ways, run: runSuite } });
  origin = new URL(console_.url).origin;
});
afterEach(async () => {
  await console_.close();
  await mock.close();
});

const ways = [{ name: 'bare', title: 'as deployed' }];

const report: ConsoleReport = {
  verdict: 'nonconformant',
  specVersion: '2025-11-25',
  target: { url: 'http://127.0.0.1:7001/mcp', situation: 'field' },
  durationMs: 5,
  summary: { pass: 0, fail: 1, warn: 0, notApplicable: 0, untested: 0, inconclusive: 0, error: 0 },
  checks: [
    {
      id: 'server/challenge/status-401',
      title: 'It answers 401',
      level: 'MUST',
      outcome: 'fail',
      expected: '401',
      actual: '<script>alert(1)</script>',
      remedy: 'Answer 401.',
      sources: [
        { doc: 'RFC 6750', section: '3', url: 'https://www.rfc-editor.org/rfc/rfc6750.html#section-3' },
      ],
      evidence: ['x1'],
    },
  ],
  exchanges: [
    {
      id: 'x1',
      request: { method: 'POST', url: 'http://127.0.0.1:7001/mcp', headers: [['accept', '*/*']] },
      response: { status: 200, headers: [['x-sign', 'seen']], body: 'Hello' },
    },
  ],
};

async function runSuite(): Promise<ConsoleReport> {
  return report;
}

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** Not `fetch`: it lets nobody set Host, Origin and Cookie. */
function send(method: string, url: string, headers: OutgoingHttpHeaders = {}, body = ''): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Opens the console as a browser does; gives the headers that a page of it sends, and the token of its forms. */
async function enter(): Promise<{ headers: { Cookie: string; Origin: string }; formToken: string }> {
  const entered = await send('GET', console_.url);
  const cookie = String(entered.headers['set-cookie']).split(';', 1)[0] ?? '';
  const page = await send('GET', `${origin}/console/`, { Cookie: cookie });
  const formToken = /name="form_token" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
  return { headers: { Cookie: cookie, Origin: origin }, formToken };
}

function fields(given: Record<string, string>): string {
  return new URLSearchParams(given).toString();
}

describe('access', () => {
  it('takes the key of the printed address for a cookie that scripts and other sites cannot use', async () => {
    const entered = await send('GET', console_.url);
    expect(entered.status).toBe(303);
    expect(entered.headers['location']).toBe('/console/');
    expect(String(entered.headers['set-cookie'])).toMatch(/; Path=\/console; HttpOnly; SameSite=Strict/);
    expect(String(entered.headers['set-cookie'])).not.toContain(
      new URL(console_.url).searchParams.get('key'),
    );
  });

  it.each([
    '/console/',
    '/console/state.json',
    '/console/traffic.json',
    '/console/events',
    '/console/?key=wrong',
  ])('shows nothing of %s without it', async (path) => {
    const { status, body } = await send('GET', origin + path);
    expect(status).toBe(401);
    expect(body).not.toContain(mock.client.secret);
  });

  it.each([
    ['another name for this machine (DNS rebinding)', { Host: 'evil.example' }],
    ['a page on another port of this machine', { Origin: 'http://127.0.0.1:1' }],
    ['a request of another site', { 'Sec-Fetch-Site': 'same-site' }],
  ])('refuses %s', async (_, wrong) => {
    const { headers } = await enter();
    const good = await send('GET', `${origin}/console/`, headers);
    expect(good.status).toBe(200);
    expect((await send('GET', `${origin}/console/`, { ...headers, ...wrong })).status).toBe(403);
  });

  it('does what a form says only with the origin, the cookie and the token of its own page', async () => {
    const { headers, formToken } = await enter();
    const other = await enter();
    const url = `${origin}/console/do/keys/rotate`;
    const kid = () => mock.keys.list()[0]?.kid;
    const before = kid();
    const form = fields({ form_token: formToken });
    expect((await send('POST', url, { Cookie: headers.Cookie }, form)).status).toBe(403);
    expect((await send('POST', url, { Origin: origin }, form)).status).toBe(401);
    const accept = { ...headers, Accept: 'application/json' };
    expect((await send('POST', url, accept, fields({ form_token: other.formToken }))).status).toBe(400);
    expect((await send('POST', url, accept)).status).toBe(400);
    expect(kid()).toBe(before);
    expect((await send('POST', url, accept, form)).status).toBe(200);
    expect(kid()).not.toBe(before);
  });

  it('allows nothing inline and nothing from outside', async () => {
    const { headers } = await enter();
    const page = await send('GET', `${origin}/console/`, headers);
    expect(page.headers['content-security-policy']).toMatch(
      /^default-src 'none'; script-src 'self'; style-src 'self';/,
    );
    expect(page.headers['content-security-policy']).toContain("frame-ancestors 'none'");
    for (const path of ['', 'flow', 'clients', 'tokens', 'users', 'keys', 'faults', 'settings', 'suite']) {
      const { status, body } = await send('GET', `${origin}/console/${path}`, headers);
      expect(status).toBe(200);
      expect(body).not.toMatch(/<script>|<style|\sstyle=|\son\w+=|(?:src|href)="(?!\/console\/|#)/);
    }
  });

  it('goes back only to a page of its own', async () => {
    const { headers, formToken } = await enter();
    const url = `${origin}/console/do/clock/reset`;
    for (const back of ['https://evil.example/', '//evil.example', '/console/../', '%']) {
      const { status, headers: answered } = await send(
        'POST',
        url,
        headers,
        fields({ form_token: formToken, back }),
      );
      expect([status, String(answered['location']).startsWith('/console/')]).toEqual([303, true]);
    }
  });
});

describe('what the mock refuses', () => {
  it.each([
    ['tokens/mint', { template: 'golden' }, 'There is no template "golden"'],
    ['tokens/mint', { claims: '[]' }, 'claims must be a JSON object'],
    ['outages/start', { mode: 'flood' }, 'There is no outage mode "flood"'],
    ['outages/start', { mode: '503', probability: '2' }, 'probability cannot be 2'],
    ['clients/forget', { client: 'm2m_0' }, 'There is no such client any more.'],
    ['clients/forget', {}, 'client is missing.'],
    [
      'users/save',
      { id: 'usr_1', organization: 'org_0' },
      'organization org_0, which organizations does not',
    ],
    ['users/remove', { user: 'usr_0' }, 'There is no such user any more.'],
    ['users/log-in', { user: 'usr_0' }, 'There is no such user any more.'],
    ['keys/retire', { key: 'snk_0' }, 'There is no such published key any more.'],
    ['clock/set', { time: 'noon' }, '&quot;noon&quot; is no date'],
    ['state/load', { state: '{}' }, ''],
    ['suite/run', { url: 'http://127.0.0.1:1', way: 'by car' }, 'way cannot be'],
    ['nothing', {}, 'There is no such button.'],
  ])('%s with %j is told in the page', async (action, given, text) => {
    const { headers, formToken } = await enter();
    const url = `${origin}/console/do/${action}`;
    const accept = { ...headers, Accept: 'application/json' };
    const answer = await send('POST', url, accept, fields({ ...given, form_token: formToken }));
    expect(answer.status).toBe(400);
    expect((JSON.parse(answer.body) as { html: string }).html.replaceAll('&quot;', '"')).toContain(
      text.replaceAll('&quot;', '"'),
    );
  });

  it('is nothing of: an exchange, a token or a page that is not there', async () => {
    const { headers } = await enter();
    for (const path of [
      'exchanges/a9',
      'tokens/none',
      'report/x1',
      'report.json',
      'none',
      'constructor',
      'keys/x',
    ]) {
      expect((await send('GET', `${origin}/console/${path}`, headers)).status).toBe(404);
    }
  });
});

describe('users', () => {
  it('are added, replaced without loss of what no field is for, logged in and removed', async () => {
    const { headers, formToken } = await enter();
    const press = async (action: string, given: Record<string, string>) => {
      const form = fields({ ...given, form_token: formToken });
      const url = `${origin}/console/do/${action}`;
      return send('POST', url, { ...headers, Accept: 'application/json' }, form);
    };
    await press('users/save', { email: 'ada@example.com', name: '<b>Ada', roles: 'admin, editor' });
    const [ada] = mock.people.users();
    expect(ada).toEqual({
      id: expect.stringMatching(/^usr_\d{17}$/) as string,
      email: 'ada@example.com',
      name: '<b>Ada',
      roles: ['admin', 'editor'],
    });
    const id = ada?.id ?? '';
    mock.people.saveUser({ id, external_id: 'a1', custom_claims: { plan: 'pro' }, name: 'Old' });
    await press('users/save', { id, name: '<b>Ada' });
    expect(mock.people.users()).toEqual([
      { id, external_id: 'a1', custom_claims: { plan: 'pro' }, name: '<b>Ada' },
    ]);
    await press('users/log-in', { user: id });
    expect(mock.settings().subject).toBe(id);
    const page = await send('GET', `${origin}/console/users`, headers);
    expect(page.body).toContain('&lt;b&gt;Ada');
    expect(page.body).not.toContain('<b>Ada');
    expect((await press('users/remove', { user: id })).status).toBe(200);
    expect(mock.people.users()).toEqual([]);
  });
});

describe('what comes from outside', () => {
  it('is escaped, in traffic and in a report', async () => {
    const { headers, formToken } = await enter();
    await fetch(`${mock.urls.environment}/<b>x?code=s3cret-code&a=<i>`, { headers: { 'x-own': '<u>' } });
    const [row] = JSON.parse((await send('GET', `${origin}/console/traffic.json`, headers)).body) as {
      id: string;
    }[];
    const list = await send('GET', `${origin}/console/`, headers);
    const detail = await send('GET', `${origin}/console/exchanges/${row?.id ?? ''}`, headers);
    expect(list.body + detail.body).not.toMatch(/<b>x|<u>|<i>|s3cret-code/);
    const raw = await send('GET', `${origin}/console/exchanges/${row?.id ?? ''}?raw=1`, headers);
    expect(raw.body).toContain('s3cret-code');
    const run = fields({ form_token: formToken, url: report.target.url, way: 'bare' });
    await send('POST', `${origin}/console/do/suite/run`, headers, run);
    const page = (await send('GET', `${origin}/console/suite`, headers)).body;
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).not.toContain('<script>alert');
    for (const text of ['nonconformant', 'Violations (1)', '<dt>Expected</dt><dd>401</dd>', 'Answer 401.']) {
      expect(page).toContain(text);
    }
    expect((await send('GET', `${origin}/console/report/x1`, headers)).body).toContain('x-sign: seen');
  });
});

it('tells that a port is taken', async () => {
  await expect(startConsole({ mock, port: console_.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
