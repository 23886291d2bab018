import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Report } from '../harness/contract.ts';
import { RENEW, checkWith, exchangeWith, reportWith, sampleReport } from './sample.test-helper.ts';
import { renderTerminal } from './terminal.ts';
import { columns } from './text.ts';

const escape = '\u001B';
/** An address stands alone on its line, and whole. */
const isAddress = (line: string) => /^ *https?:\/\/[\u0021-\u007E]+$/.test(line);
const flat = (text: string) => text.replace(/\s+/g, ' ');

describe('renderTerminal', () => {
  it.each([40, 80])('matches the golden rendering of %i columns', async (width) => {
    const text = renderTerminal(sampleReport(), { width, outputFolder: './mcp-auth-report' });
    await expect(text, RENEW).toMatchFileSnapshot(`../test/golden/terminal-${width}.txt`);
  });

  it('matches the golden rendering of all there is', async () => {
    const text = renderTerminal(sampleReport(), { width: 100, verbose: true });
    await expect(text, RENEW).toMatchFileSnapshot('../test/golden/terminal-verbose.txt');
  });

  it.each([40, 57, 80, 132])('keeps to %i columns', (width) => {
    for (const verbose of [false, true]) {
      const lines = renderTerminal(sampleReport(), {
        width,
        verbose,
        outputFolder: `/${'long/'.repeat(30)}`,
      });
      expect(lines.split('\n').filter((line) => columns(line) > width && !isAddress(line))).toEqual([]);
    }
  });

  it('never breaks an address, as a broken one cannot be followed', () => {
    for (const verbose of [false, true])
      expect(renderTerminal(sampleReport(), { width: 40, verbose })).toContain(
        ' https://modelcontextprotocol.io/specification/2025-11-25/basic/authorization#token-handling\n',
      );
  });

  it('puts the address behind the text where the terminal can', () => {
    const text = renderTerminal(sampleReport(), { links: true });
    const address =
      'https://modelcontextprotocol.io/specification/2025-11-25/basic/authorization#token-handling';
    expect(text).toContain(
      `\u001B]8;;${address}\u001B\\MCP 2025-11-25 authorization, Token Handling\u001B]8;;\u001B\\`,
    );
    expect(stripVTControlCharacters(text)).not.toContain(address);
  });

  it('makes no link of what is no address of the web', () => {
    const shown = (url: string) => {
      const sources = [{ doc: 'D', section: 'S', url }];
      return renderTerminal(reportWith([checkWith('server/a/b', 'fail', { sources })], []), { links: true });
    };
    expect(shown('https://h/')).toContain(`${escape}]8;;https://h/${escape}\\`);
    for (const url of ['javascript:alert(1)', `https://h/${'a'.repeat(400)}`])
      expect(shown(url)).not.toContain(escape);
    expect(shown(`https://h/${escape}]8;;https://evil/`)).not.toContain(`${escape}]8;;https://evil`);
  });

  it('opens with the verdict in one sentence', () => {
    expect(flat(renderTerminal(sampleReport()))).toMatch(
      /^ ?✗ Not conformant: the MCP server at http:\/\/127\.0\.0\.1:10000\/web-search\/mcp violates 2 MUSTs and 1 SHOULD of MCP 2025-11-25\./,
    );
  });

  it('puts what to mend before what holds, the strongest level first', () => {
    const text = renderTerminal(sampleReport());
    const places = [
      'Violations',
      'Warnings',
      '! SHOULD',
      '! practice',
      'Inconclusive',
      'Not tested',
      'Passed',
    ].map((part) => text.indexOf(part));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  const finding = checkWith('server/challenge/status', 'fail', {
    title: 'No token, no answer',
    expected: 'HTTP 401',
    actual: 'HTTP 200',
    remedy: 'Answer 401.',
    evidence: ['x1'],
  });

  it('tells of a finding in three lines what is wrong, what was seen and how to mend it', () => {
    const text = renderTerminal(reportWith([finding], [exchangeWith('x1', 200)]), { width: 120 });
    expect(text).toContain(
      [
        '✗ MUST  No token, no answer',
        '  seen  HTTP 200 (expected: HTTP 401)',
        '  mend  Answer 401.',
        '        MCP 2025-11-25 authorization, Token Handling',
        '        https://modelcontextprotocol.io/specification/2025-11-25/basic/authorization#token-handling',
        '        server/challenge/status\n',
      ].join('\n'),
    );
    expect(text).not.toContain('x1 POST');
  });

  it('tells all of a finding when verbose', () => {
    const report = reportWith([finding], [exchangeWith('x1', 200)]);
    const text = renderTerminal(report, { width: 120, verbose: true });
    expect(text).toContain('✗ MUST  No token, no answer\n');
    expect(text).toContain('  expected  HTTP 401\n');
    expect(text).toContain('  seen      HTTP 200\n');
    expect(text).toContain('  mend      Answer 401.\n');
    expect(text).toContain('  clause    MCP 2025-11-25 authorization, Token Handling\n');
    expect(text).toContain('            RFC 6750, 3.1\n');
    expect(text).toContain('  evidence  x1 POST http://127.0.0.1:10000/web-search/mcp → 200\n');
    expect(text).toContain('  check     server/challenge/status\n');
  });

  it('says which finding does not count, and why', () => {
    const excuse = { by: 'expected-failures' as const, reason: 'known since May' };
    const text = renderTerminal(reportWith([{ ...finding, excuse }], []));
    expect(text).toContain('  note  does not count: known since May\n');
  });

  it('folds what was not tested by the way to enable it', () => {
    const text = flat(renderTerminal(sampleReport()));
    expect(text).toContain('pass --login to allow one (2 checks) security 2');
  });

  it('shows a few exchanges of what was not decided, all of them when verbose', () => {
    const exchanges = Array.from({ length: 8 }, (_, index) => exchangeWith(`x${index + 1}`, 200));
    const report = reportWith(
      [checkWith('server/a/b', 'inconclusive', { evidence: exchanges.map(({ id }) => id) })],
      exchanges,
    );
    expect(renderTerminal(report)).toContain('and 5 more');
    expect(renderTerminal(report)).not.toContain('x8');
    expect(renderTerminal(report, { verbose: true })).toContain('x8 POST');
  });

  it('says what stopped the run', () => {
    const stopped = reportWith([], [], {
      verdict: 'incomplete',
      trouble: ['http://h/ refused the connection'],
      notes: ['the revision was guessed'],
    });
    const text = flat(renderTerminal(stopped));
    expect(text).toContain('No verdict on the MCP server');
    expect(text).toContain('! http://h/ refused the connection');
    expect(text).toContain('note: the revision was guessed');
  });

  it('colours only when asked, and says the same in colour', () => {
    const bare = renderTerminal(sampleReport(), { verbose: true });
    const colored = renderTerminal(sampleReport(), { verbose: true, color: true });
    expect(bare).not.toContain(escape);
    expect(colored).toContain(escape);
    expect(stripVTControlCharacters(colored)).toBe(bare);
  });
});

describe('a hostile target', () => {
  const steer = `${escape}]0;owned\u0007${escape}[2J${escape}[31m\u009B31m\r\u202Eevil\u0008\nVerdict: fine`;

  function poisoned(text: string): Report {
    const [check, exchange] = [checkWith('server/a/b', 'fail'), exchangeWith('x1', 200)];
    const told = { title: text, expected: text, actual: text, reason: text, remedy: text, evidence: ['x1'] };
    const request = { ...exchange.request, method: text, url: text };
    const checks = (
      ['fail', 'warn', 'inconclusive', 'error', 'untested', 'not-applicable', 'pass'] as const
    ).map((outcome) => ({
      ...check,
      ...told,
      outcome,
      id: `server/${text}/b`,
      sources: [{ doc: text, section: text, url: text }],
    }));
    const report = reportWith(checks, [{ ...exchange, request }], { trouble: [text] });
    return { ...report, target: { ...report.target, url: text, profile: text } };
  }

  it('cannot steer the terminal', () => {
    const text = renderTerminal(poisoned(steer), { verbose: true });
    expect(text).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/);
    expect(text).not.toMatch(/^Verdict: fine/m);
    expect(text).toContain('evil');
  });

  it('cannot leave the width, whatever it answers', () => {
    const answers = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ unit: 'grapheme' }));
    fc.assert(
      fc.property(answers, fc.integer({ min: 40, max: 120 }), (answer, width) => {
        const lines = renderTerminal(poisoned(answer), { width, verbose: true }).split('\n');
        expect(lines.filter((line) => columns(line) > width && !isAddress(line))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
