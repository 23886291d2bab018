/** Each of the smaller formats: by what another program makes of it. */
import { XMLParser } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import type { Report } from '../harness/contract.ts';
import { renderBadge, renderBadgeEndpoint } from './badge.ts';
import { renderCodeQuality } from './code-quality.ts';
import { renderCsv } from './csv.ts';
import { renderGithub } from './github.ts';
import { renderHar } from './har.ts';
import { reporters } from './index.ts';
import {
  RENEW,
  checkWith,
  exchangeWith,
  reportWith,
  sampleReport,
  unanswered,
} from './sample.test-helper.ts';

const golden = [
  ['badge', 'badge.svg'],
  ['code-quality', 'report.code-quality.json'],
  ['csv', 'report.csv'],
  ['github', 'report.github.txt'],
  ['har', 'report.har'],
] as const;

it.each(golden)('keeps the golden rendering as %s', async (name, file) => {
  const text = reporters[name].render(sampleReport());
  expect(reporters[name].render(sampleReport())).toBe(text);
  await expect(text, RENEW).toMatchFileSnapshot(`../test/golden/${file}`);
});

/** RFC 4180 §2, read the way a spreadsheet does. */
function cells(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, bare, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? bare ?? '');
    if (end === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}

describe('csv', () => {
  const actualOf = (actual: string) => {
    const [head, row] = cells(renderCsv(reportWith([checkWith('server/a/b', 'fail', { actual })], [])));
    return row?.[head?.indexOf('actual') ?? -1];
  };

  it('has a line for each check, all of one length', () => {
    const rows = cells(renderCsv(sampleReport()));
    expect(rows).toHaveLength(15);
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([18]));
  });

  it.each(['a "quoted", text', 'two\r\nlines', 'plain', ''])('gives %j back', (text) => {
    expect(actualOf(text)).toBe(text);
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '\r=1', '\uFF1D1', "=cmd|' /C calc'!A0"])(
    'makes no formula of %j',
    (text) => {
      expect(actualOf(text)).toBe(`'${text}`);
    },
  );
});

describe('badge', () => {
  const summary = (changes: Partial<Report['summary']>) => ({
    pass: 3,
    fail: 0,
    warn: 0,
    notApplicable: 0,
    untested: 0,
    inconclusive: 0,
    error: 0,
    ...changes,
  });
  it.each([
    ['conformant', summary({}), 'conformant to 2025-11-25', 'brightgreen'],
    ['conformant', summary({ warn: 1 }), '2025-11-25, 1 warning', 'yellow'],
    ['nonconformant', summary({ fail: 2 }), '2 violations', 'red'],
    ['incomplete', summary({}), 'incomplete', 'orange'],
  ] as const)('tells %s', (verdict, given, message, color) => {
    const report = { ...sampleReport(), verdict, summary: given };
    expect(JSON.parse(renderBadgeEndpoint(report))).toEqual({
      schemaVersion: 1,
      label: 'MCP authorization',
      message,
      color,
    });
    const { svg } = new XMLParser().parse(renderBadge(report)) as { svg: { title: string } };
    expect(svg.title).toBe(`MCP authorization: ${message}`);
  });
});

describe('har', () => {
  interface Har {
    log: {
      version: string;
      entries: {
        startedDateTime: string;
        response: { status: number };
        request: { queryString: unknown[]; postData?: unknown };
      }[];
    };
  }
  const har = (report: Report) => (JSON.parse(renderHar(report)) as Har).log;

  it('holds every exchange at its time, and says where there was no answer', () => {
    const late = exchangeWith('x2', 200, { timing: { startedMs: 1500, durationMs: 1 } });
    const { version, entries } = har(reportWith([], [late, unanswered('x1')]));
    expect(version).toBe('1.2');
    expect(entries.map(({ startedDateTime }) => startedDateTime)).toEqual([
      '2026-11-03T09:30:00.012Z',
      '2026-11-03T09:30:01.500Z',
    ]);
    expect(entries.map(({ response }) => response.status)).toEqual([0, 200]);
  });

  it('takes the query apart, and a URL that is none as it is', () => {
    const request = { method: 'GET', url: 'http://h/?a=1&a=%20', headers: [] };
    const odd = { ...request, url: 'no url' };
    const { entries } = har(
      reportWith([], [exchangeWith('x1', 200, { request }), exchangeWith('x2', 200, { request: odd })]),
    );
    expect(entries[0]?.request.queryString).toEqual([
      { name: 'a', value: '1' },
      { name: 'a', value: ' ' },
    ]);
    expect(entries[1]?.request).toMatchObject({ url: 'no url', queryString: [] });
    expect(entries[0]?.request.postData).toBeUndefined();
  });
});

describe('github', () => {
  it('lets no target end a command', () => {
    const check = checkWith('server/a/b', 'fail', {
      title: 'a: b, c::d',
      actual: 'x\n::set-output name=a::b\r\n::error::100%',
    });
    const lines = renderGithub(reportWith([check], []))
      .trimEnd()
      .split('\n');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^::error title=a%3A b%2C c%3A%3Ad::MUST: /);
    expect(lines[0]).toContain('100%25');
  });

  it('shows no more than GitHub does, and says so', () => {
    const many = Array.from({ length: 25 }, (_, index) => checkWith(`server/a/c${index}`, 'fail'));
    const lines = renderGithub(reportWith(many, [])).trimEnd().split('\n');
    expect(lines).toHaveLength(11);
    expect(lines.at(-1)).toBe('::notice title=More::15 more findings: see the report.');
  });

  it('points at the file that the user names, and makes a notice of what is excused', () => {
    const excuse = { by: 'baseline' as const, reason: 'old' };
    const report = reportWith([checkWith('server/a/b', 'fail', { excuse })], []);
    expect(renderGithub(report, { locate: () => ({ path: 'src/a,b.ts', line: 3 }) })).toMatch(
      /^::notice file=src\/a%2Cb\.ts,line=3,title=b holds::Excused \(baseline\): old/,
    );
  });
});

describe('code quality', () => {
  it('leaves out what is excused', () => {
    const excuse = { by: 'baseline' as const, reason: 'old' };
    const checks = [
      checkWith('server/a/b', 'fail', { excuse }),
      checkWith('server/a/c', 'warn', { level: 'MAY' }),
    ];
    expect(JSON.parse(renderCodeQuality(reportWith(checks, [])))).toMatchObject([
      {
        check_name: 'server/a/c',
        severity: 'info',
        location: { path: 'mcp-auth-conformance', lines: { begin: 1 } },
      },
    ]);
  });
});
