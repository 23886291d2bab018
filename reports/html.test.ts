import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { renderHtml } from './html.ts';
import { HARM, hostileReport, largeReport } from './html/large.test-helper.ts';
import { RENEW, checkWith, reportWith, sampleReport } from './sample.test-helper.ts';

const MEGABYTE = 1_000_000;

function only(html: string, pattern: RegExp): string {
  const found = [...html.matchAll(pattern)];
  expect(found).toHaveLength(1);
  return found[0]?.[1] ?? '';
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** Without its style and script, which are the same in each report. */
function bare(html: string): string {
  return html
    .replace(/<style>[^]*<\/style>/, '<style></style>')
    .replace(/<script>[^]*<\/script>/, '<script></script>')
    .replaceAll(/sha256-[\w+/=]*/g, 'sha256-');
}

describe('renderHtml', () => {
  it('keeps the golden page, but for its style and script', async () => {
    await expect(bare(renderHtml(sampleReport())), RENEW).toMatchFileSnapshot('../test/golden/report.html');
  });

  it('lets its own style and script run and nothing else', () => {
    const html = renderHtml(sampleReport());
    const policy = only(html, /http-equiv="Content-Security-Policy" content="([^"]*)"/g).replaceAll(
      '&#39;',
      "'",
    );
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`style-src ${hashOf(only(html, /<style>([^]*?)<\/style>/g))}`);
    expect(policy).toContain(`script-src ${hashOf(only(html, /<script>([^]*?)<\/script>/g))}`);
    expect(html).not.toMatch(/@import|\burl\(|\bfetch\(|innerHTML/);
    expect(bare(html)).not.toMatch(/<(?:link|iframe|object|base)\b|\ssrc=|\sstyle="|\son[a-z]+="/i);
  });

  it('tells of each check what was expected and seen, the clause and what to do', () => {
    const html = renderHtml(sampleReport());
    for (const text of [
      'Not conformant: the MCP server at http://127.0.0.1:10000/web-search/mcp violates 2 MUSTs and 1 SHOULD',
      'HTTP 401 with error=&quot;invalid_token&quot;',
      'HTTP 200: the tool ran',
      'href="https://www.rfc-editor.org/rfc/rfc6750.html#section-3.1"',
      'RFC 6750, §3.1',
      'needs a person at the browser: pass --login to allow one',
      'mcp-auth-conformance explain server.token-validation.audience-of-another-resource',
    ])
      expect(html).toContain(text);
  });

  it('leaves out what other revisions of MCP say', () => {
    const source = { section: 'S', url: 'https://example.com/' };
    const sources = ['MCP 2025-06-18 authorization', 'MCP 2025-11-25 authorization', 'RFC 9728'].map(
      (doc) => ({
        doc,
        ...source,
      }),
    );
    const html = renderHtml(reportWith([checkWith('server/a/b', 'fail', { sources })], []));
    expect(html).toContain('MCP 2025-11-25 authorization, S');
    expect(html).toContain('RFC 9728, S');
    expect(html).not.toContain('2025-06-18');
  });

  it('tells what the gate says, what does not count, and the targets of a merged report', () => {
    const excuse = { by: 'expected-failures' as const, reason: 'known since May' };
    const check = checkWith('server/a/b', 'fail', { excuse, part: 1 });
    const target = { role: 'server' as const, url: 'http://two/mcp', situation: 'field' as const };
    const html = renderHtml(
      reportWith([check], [], {
        gate: {
          failOn: 'must',
          causes: [
            { kind: 'violations' as const, exitCode: 1, text: 'An entry matches nothing.', checks: [] },
          ],
          exitCode: 1,
          coverage: { judged: 3, applicable: 4, minimumPercent: 90 },
        },
        parts: [{ target, specVersion: '2025-06-18', verdict: 'conformant' }],
      }),
    );
    for (const text of [
      'known since May',
      'An entry matches nothing. (exit code 1)',
      '3 of 4 checks',
      'http://two/mcp: MCP server, MCP 2025-06-18',
      'id="check=server/a/b@2"',
    ])
      expect(html).toContain(text);
  });

  it('renders a report without checks and exchanges', () => {
    const html = renderHtml(
      reportWith([], [], { trouble: ['Nothing listens there.'], verdict: 'incomplete' }),
    );
    expect(html).toContain('Nothing listens there.');
    expect(bare(html)).not.toMatch(/NaN|undefined/);
  });

  it('lets no text of the target be markup, address or control', () => {
    const html = renderHtml(hostileReport());
    expect(html.match(/<script/g)).toHaveLength(2);
    expect(html.match(/<style/g)).toHaveLength(1);
    expect(html).not.toMatch(/<img|<svg onload|<!--|href="(?!#|https?:)/i);
    expect(html).not.toMatch(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/);
    expect(html).not.toMatch(/(?<!7\*)49/);
    const packed = JSON.parse(only(html, /id="packed">([^<]*)</g)) as { exchanges: { id: string }[] };
    expect(packed.exchanges[0]?.id).toBe(HARM);
  });

  it('stays under five megabytes with 500 checks and 3,000 exchanges', () => {
    expect(Buffer.byteLength(renderHtml(largeReport()))).toBeLessThan(5 * MEGABYTE);
  });

  it('stays under five megabytes whatever the target answers', () => {
    const html = renderHtml(largeReport(500, 3_000, 20_000));
    expect(Buffer.byteLength(html)).toBeLessThan(5 * MEGABYTE);
  });
});
