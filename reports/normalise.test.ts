import { describe, expect, it } from 'vitest';
import type { Exchange, RecordedResponse, Report } from '../harness/contract.ts';
import { createTextNormaliser } from './normalise-text.ts';
import { normaliseReport } from './normalise.ts';
import { checkWith, exchangeWith, reportWith, sampleReport } from './sample.test-helper.ts';

/** What may differ from run to run. */
interface Run {
  startedAt: string;
  port: number;
  pseudonym: string;
  state: string;
  order: readonly [string, string];
}

/** The report of an imaginary run: the same findings, whatever the run brings. */
function reportOf({ startedAt, port, pseudonym, state, order: [one, other] }: Run): Report {
  const seconds = Math.floor(Date.parse(startedAt) / 1000);
  const origin = `http://127.0.0.1:${port}`;
  const exchanges: Exchange[] = [
    exchangeWith(one, 401, {
      by: 'server/a/refused',
      request: {
        method: 'GET',
        url: `${origin}/mcp?state=${state}&back=http%3A%2F%2F127.0.0.1%3A${port}`,
        headers: [['Authorization', `Bearer ‹access_token:${pseudonym}›`]],
        body: `{"jsonrpc":"2.0","id":${port}}`,
      },
      timing: { startedMs: port, durationMs: port % 7 },
    }),
    exchangeWith(other, 200, {
      by: 'server/a/accepted',
      response: {
        status: 200,
        headers: [
          ['Date', new Date(startedAt).toUTCString()],
          [
            'Set-Cookie',
            `_session_${port}=‹cookie:${pseudonym}ab›; expires=${new Date(startedAt).toUTCString()}`,
          ],
        ],
        body: `{"iat":${seconds},"at":"${startedAt}","id":"3f2a9c1e-1111-4222-8333-${String(port).padStart(12, '0')}"}`,
      },
    }),
  ];
  exchanges.sort((a, b) => Number(a.id.slice(1)) - Number(b.id.slice(1)));
  const checks = [
    checkWith('server/a/refused', 'fail', {
      actual: `${origin}/mcp accepted ‹access_token:${pseudonym}› on port ${port} after ${port % 90} ms`,
      evidence: [one],
      exhibits: { refused: one, others: [other], waitedMs: port, issuedAt: seconds, expiry: seconds },
      durationMs: port,
    }),
    checkWith('server/a/accepted', 'pass', { evidence: [other], exhibits: { accepted: other } }),
  ];
  const target = { role: 'server', url: `${origin}/mcp`, situation: 'lab' } as const;
  return reportWith(checks, exchanges, { target, startedAt, durationMs: port, notes: [`at ${origin}`] });
}

const monday: Run = {
  startedAt: '2026-11-02T09:30:00.000Z',
  port: 40_001,
  pseudonym: 'c0ffee',
  state: 'q7Rk2LmZ',
  order: ['x1', 'x2'],
};
const tuesday: Run = {
  startedAt: '2026-11-03T17:01:22.731Z',
  port: 38_455,
  pseudonym: '00aa91',
  state: 'Zx81-aaB',
  order: ['x9', 'x4'],
};

describe('normaliseReport', () => {
  it('gives the same for two runs that found the same', () => {
    const [first, second] = [reportOf(monday), reportOf(tuesday)];
    expect(second).not.toEqual(first);
    expect(normaliseReport(second)).toEqual(normaliseReport(first));
  });

  type Change = (response: RecordedResponse, exchange: Exchange) => void;
  const changes: [string, Change][] = [
    ['a status', (response) => void (response.status += 1)],
    ['a header', (response) => (response.headers = [...response.headers, ['X-Frame-Options', 'DENY']])],
    ['the value of a header', (response) => void (response.headers[0] = ['WWW-Authenticate', 'Basic'])],
    ['the text of a body', (response) => void (response.body += ' ')],
    ['a number in a body', (response) => void (response.body += '{"count":3}')],
    ['the answer that did not come', (_, exchange) => delete exchange.response],
    ['the request', (_, exchange) => void (exchange.request.method = 'PUT')],
    ['the URL', (_, exchange) => void (exchange.request.url += '&more')],
  ];
  it.each(changes)('keeps it when %s is different', (_, change) => {
    for (const index of [0, 1]) {
      const changed = reportOf(tuesday);
      const exchange = changed.exchanges[index];
      if (exchange?.response === undefined) throw new Error('The sample has a response.');
      change(exchange.response, exchange);
      expect(normaliseReport(changed)).not.toEqual(normaliseReport(reportOf(monday)));
    }
  });

  it('keeps it when a check came out otherwise, or one exchange more is looked at', () => {
    const [failed, asked] = [reportOf(tuesday), reportOf(tuesday)];
    failed.checks = failed.checks.map((check) => ({ ...check, outcome: 'warn' }));
    asked.exchanges.push(exchangeWith('x12', 200, { by: 'server/a/accepted' }));
    for (const changed of [failed, asked])
      expect(normaliseReport(changed)).not.toEqual(normaliseReport(reportOf(monday)));
  });

  it('leaves out polls that nobody looks at, and keeps the one that somebody does', () => {
    const polls = ['x1', 'x2', 'x3'].map((id) => exchangeWith(id, 401, { by: 'gather/waiting' }));
    const check = checkWith('server/a/b', 'fail', { evidence: ['x3'] });
    expect(normaliseReport(reportWith([check], polls)).exchanges).toHaveLength(1);
  });

  it('counts what was gathered from two instances once, and what they gave differently twice', () => {
    const gathered = (id: string, status: number) => exchangeWith(id, status, { by: 'gather/protection' });
    const check = checkWith('server/a/b', 'pass', { evidence: ['x2'] });
    const { exchanges, checks } = normaliseReport(
      reportWith([check], [gathered('x1', 401), gathered('x2', 401), gathered('x3', 403)]),
    );
    expect(exchanges.map(({ id, response }) => [id, response?.status])).toEqual([
      ['x1', 401],
      ['x2', 403],
    ]);
    expect(checks[0]?.evidence).toEqual(['x1']);
  });

  it('tells apart what only its use tells apart, in whatever order it was sent', () => {
    const flow = (order: readonly ['one' | 'other', 'one' | 'other']) => {
      const codes = { one: '‹code:0a0a0a›', other: '‹code:0b0b0b›' };
      const request = (url: string) => ({ method: 'GET', url: `http://as.example/${url}`, headers: [] });
      const urls = [
        ...order.map((which) => `authorize?code=${codes[which]}`),
        `token?code=${codes.one}&resource=known`,
        `token?code=${codes.other}&resource=unknown`,
      ];
      const exchanges = urls.map((url, index) =>
        exchangeWith(`x${index + 1}`, 200, { by: 'server/a/b', request: request(url) }),
      );
      return normaliseReport(reportWith([], exchanges));
    };
    expect(flow(['other', 'one'])).toEqual(flow(['one', 'other']));
  });

  it('takes out of a list what another check has left there, and nothing else', () => {
    const [mine, theirs] = ['3f2a9c1e-1111-4222-8333-000000000001', '3f2a9c1e-1111-4222-8333-000000000002'];
    const answer = (id: string, by: string, body: unknown, endedMs: number) =>
      exchangeWith(id, 200, {
        by,
        response: { status: 200, headers: [], body: `data: ${JSON.stringify(body)}\n` },
        timing: { startedMs: 0, durationMs: endedMs },
      });
    const listOf = (...ids: string[]) => {
      const text = JSON.stringify({ searches: ids.map((id) => ({ id, query: 'q' })), total: 7 });
      return { result: { content: [{ type: 'text', text }] } };
    };
    const bodyOf = (...ids: string[]) => {
      const exchanges = [
        answer('x1', 'server/a/one', { saved: mine }, 1),
        answer('x2', 'server/a/other', { saved: theirs }, 2),
        answer('x3', 'server/a/one', listOf(...ids), 3),
      ];
      const normalised = normaliseReport(reportWith([], exchanges)).exchanges;
      return normalised.find(({ response }) => response?.body.includes('searches'))?.response?.body;
    };
    expect(bodyOf(mine, theirs)).toBe(bodyOf(mine));
    expect(bodyOf(theirs)).toBe(bodyOf());
    expect(bodyOf(mine)).not.toBe(bodyOf());
    expect(bodyOf(mine)).toContain('\\"total\\":7');
  });

  it('keeps equal what was equal, and different what was different', () => {
    const { checks, exchanges } = normaliseReport(reportOf(monday));
    expect(exchanges.map(({ id, by }) => [id, by])).toEqual([
      ['x1', 'server/a/accepted'],
      ['x2', 'server/a/refused'],
    ]);
    expect(checks[0]).toMatchObject({
      actual: 'http://127.0.0.1:10001/mcp accepted ‹access_token:1› on port 10001 after 0 ms',
      evidence: ['x2'],
      exhibits: { refused: 'x2', others: ['x1'], waitedMs: 0, issuedAt: 0, expiry: 946_684_800 },
      durationMs: 0,
    });
    expect(exchanges[1]?.request.headers).toEqual([['Authorization', 'Bearer ‹access_token:1›']]);
  });

  it.each([
    ['of this run', () => reportOf(monday)],
    ['with one of everything', sampleReport],
  ])('does nothing to a report that is normalised: %s', (_, report) => {
    const once = normaliseReport(report());
    expect(normaliseReport(once)).toEqual(once);
  });

  it('leaves the given report as it was', () => {
    const report = reportOf(monday);
    normaliseReport(report);
    expect(report).toEqual(reportOf(monday));
  });
});

describe('in a text', () => {
  it.each([
    'MCP 2025-11-25, section token-handling',
    'https://as.example:8443/.well-known/oauth-authorization-server',
    'HTTP 401 with error="invalid_token", expires_in 3600',
    'no answer within 5000 ms',
    'application/vnd.oauth2+json; charset=utf-8',
    'urn:ietf:params:oauth:grant-type:jwt-bearer',
    '{"jsonrpc":"2.0","id":"1","count":1234567890123456}',
  ])('%j stays', (text) => {
    expect(createTextNormaliser(monday.startedAt, new Set()).text(text)).toBe(text);
  });

  it('a time long before the run stays', () => {
    const { text: normalise } = createTextNormaliser(monday.startedAt, new Set());
    expect(normalise('1000000000 1793613600 1793613600123')).toBe('1000000000 946684800 946684800000');
  });
});
