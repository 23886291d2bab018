import { describe, expect, it } from 'vitest';
import { code, link, prose } from './markdown-text.ts';
import { renderMarkdown } from './markdown.ts';
import { RENEW, checkWith, exchangeWith, reportWith, sampleReport } from './sample.test-helper.ts';

describe('renderMarkdown', () => {
  it('keeps the golden rendering', async () => {
    await expect(renderMarkdown(sampleReport()), RENEW).toMatchFileSnapshot('../test/golden/report.md');
  });

  it('stays below 60 kB, keeps the violations that fit, and says what is missing', () => {
    const checks = Array.from({ length: 500 }, (_, index) =>
      checkWith(`server/topic-${index}/check`, index < 300 ? 'fail' : 'untested', {
        actual: 'ü'.repeat(5_000),
        reason: `reason ${index}`,
      }),
    );
    const text = renderMarkdown(reportWith(checks, []));
    expect(Buffer.byteLength(text)).toBeLessThan(60_000);
    expect(Buffer.byteLength(text)).toBeGreaterThan(50_000);
    expect(text).toMatch(/\d+ parts did not fit in here: `report.json` holds everything\.\n$/);
    expect(text.split('<details>').length).toBe(text.split('</details>').length);
  });

  it('lets a target write no markup', () => {
    const hostile = '</details><script>alert(1)</script> @octocat ![x](http://evil/) `</code>` | a\n# b';
    const check = checkWith('server/a/b', 'fail', { title: hostile, expected: hostile, actual: hostile });
    const request = { method: 'GET', url: `http://h/\`<img>`, headers: [] };
    const text = renderMarkdown(
      reportWith([{ ...check, evidence: ['x1'] }], [exchangeWith('x1', 200, { request })]),
    );
    const outsideCode = text.replaceAll(/(`+)(?!`)[^]*?[^`]\1(?!`)/g, '');
    expect(outsideCode).not.toMatch(/<script|<img|@octocat|!\[|^# b/m);
    expect(outsideCode.match(/<\/details>/g)).toHaveLength(2);
  });

  it('tells what is excused, and why', () => {
    const excuse = { by: 'expected-failures' as const, reason: 'issue 12' };
    const text = renderMarkdown(reportWith([checkWith('server/a/b', 'fail', { excuse })], []));
    expect(text).toContain('### Excused (1)');
    expect(text).not.toContain('### Violations');
    expect(text).toContain('- excused: expected-failures: issue 12');
  });
});

it('ends no code span early', () => {
  expect(code('a `b` ``c``')).toBe('``` a `b` ``c`` ```');
  expect(code('')).toBe('');
  expect(prose('say `401` and *go*')).toBe(String.raw`say ${'`401`'} and \*go\*`);
});

it('links to the web only', () => {
  expect(link('RFC', 'https://example.com/a#b')).toBe('[RFC](https://example.com/a#b)');
  for (const url of ['javascript:alert(1)', 'https://a/) [x](http://evil', 'https://a b'])
    expect(link('RFC', url)).toBe('RFC');
});
