import { describe, expect, it } from 'vitest';
import type { Exchange, Report } from '../harness/contract.ts';
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

  it('keeps what the target did differently', () => {
    const changed = reportOf(tuesday);
    const [exchange] = changed.exchanges;
    if (exchange?.response === undefined) throw new Error('The sample has a response.');
    exchange.response.body += ' ';
    expect(normaliseReport(changed)).not.toEqual(normaliseReport(reportOf(monday)));
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
