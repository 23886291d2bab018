/** A report whose every text comes from a hostile target, in each format: converted, and harmless there. */
import { XMLParser } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import type { Json, Report } from '../harness/contract.ts';
import { hostileReport } from './html/large.test-helper.ts';
import { reporters, renderGate, renderTerminal, type ReporterName } from './index.ts';
import { renderJson } from './json.ts';
import { normaliseReport } from './normalise.ts';
import { readReport, UnreadableReport } from './read.ts';
import { checkWith, exchangeWith, reportWith, sampleReport } from './sample.test-helper.ts';

/** Titles, links, the clipboard, the screen, the keyboard of old terminals; C1; half a sequence at the end. */
const SEQUENCES =
  '\u001B]0;owned\u0007\u001B]8;;https://evil.example\u001B\\here\u001B]8;;\u001B\\\u001B]52;c;ZXZpbA==\u0007\u001B[2J\u001B[31m\u009B1;1H\u009D0;owned\u009C\u0000\u0008\r\u2028\u202Elive\u2066\uD800 \u001BP+q544e\u001B\\ ::error::x \u001B[';

function terminalReport(): Report {
  const text = `actual ${SEQUENCES}`;
  const check = checkWith('server/a/b', 'fail', {
    title: text,
    expected: text,
    actual: text,
    remedy: text,
    evidence: ['x1'],
    sources: [{ doc: text, section: text, url: `https://h.example/${SEQUENCES}` }],
  });
  const unclear = checkWith('server/a/c', 'inconclusive', { reason: text });
  const exchange = exchangeWith('x1', 401, {
    request: { method: 'GET', url: `http://h.example/${SEQUENCES}`, headers: [[text, text]], body: text },
    response: { status: 401, headers: [['x', text]], body: text },
  });
  return reportWith([check, unclear], [exchange], {
    notes: [text],
    trouble: [text],
    target: { role: 'server', url: `http://h.example/${SEQUENCES}`, situation: 'field' },
  });
}

const CONTROLS = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u2028-\u202E\u2066-\u2069]/;
const formats = Object.keys(reporters) as ReporterName[];
const hostile: [string, () => Report][] = [
  ['markup', hostileReport],
  ['sequences', terminalReport],
];

describe.each(hostile)('texts full of %s', (_, report) => {
  it.each(formats)('are converted to %s', (name) => {
    const text = reporters[name].render(report());
    expect(text).not.toBe('');
    // It may be printed: tabs and line ends are all the controls that a terminal gets.
    expect(text).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/);
  });

  it.each(['json', 'sarif', 'har', 'code-quality'] as const)('%s remains JSON', (name) => {
    expect(() => JSON.parse(reporters[name].render(report())) as unknown).not.toThrow();
  });

  it.each(['junit', 'badge'] as const)('%s remains XML of its own elements', (name) => {
    const elements = (given: Report) =>
      new Set(Array.from(reporters[name].render(given).matchAll(/<([^\s>]*)/g), ([, element]) => element));
    const own = elements(sampleReport());
    expect([...elements(report())].filter((element) => !own.has(element))).toEqual([]);
    expect(new XMLParser().parse(reporters[name].render(report()))).toBeTypeOf('object');
  });

  it.each([40, 80, 200])('a terminal of %i columns is not steered', (width) => {
    for (const verbose of [false, true]) {
      const text = renderTerminal(report(), { width, verbose }) + renderGate(report());
      expect(text).not.toMatch(CONTROLS);
    }
  });

  it('a terminal with colours and links gets those of ours alone', () => {
    const text = renderTerminal(report(), { width: 80, verbose: true, color: true, links: true });
    const bare = text.replaceAll(/\u001B\[\d+m/g, '').replaceAll(/\u001B\]8;;[!-~]*\u001B\\/g, '');
    expect(bare).not.toMatch(CONTROLS);
    expect(text).not.toContain('\u001B]8;;https://evil.example');
  });

  it('are read again as they were written', () => {
    const written = renderJson(report());
    expect(readReport(written, 'r.json')).toEqual(JSON.parse(written));
  });

  it('can be normalised', () => {
    const once = normaliseReport(report());
    expect(normaliseReport(once)).toEqual(once);
  });
});

it('a page and a summary hold no element of the target', () => {
  // A code span shows what is in it.
  const summary = reporters.markdown.render(hostileReport()).replaceAll(/(`+)(?!`)[^\n]*?[^`]\1(?!`)/g, '');
  expect(summary).not.toMatch(/<(?:script|img|svg|style)\b/i);
  expect(reporters.html.render(hostileReport())).not.toMatch(
    /<img|<svg onload|globalThis\.harmed=1<\/script>/i,
  );
});

it.each([100, 1_000, 3_000, 10_000, 50_000])(
  'facts that are %i lists deep are converted or refused',
  (depth) => {
    let deep: Json = 'bottom';
    for (let level = 0; level < depth; level += 1) deep = [deep];
    const report = reportWith([checkWith('server/a/b', 'fail', { exhibits: { deep } })], []);
    const text = JSON.stringify(report, (name, value: unknown) => (name === 'deep' ? 'DEEP' : value)).replace(
      '"DEEP"',
      `${'['.repeat(depth)}0${']'.repeat(depth)}`,
    );
    let read: Report;
    try {
      read = readReport(text, 'r.json');
    } catch (error) {
      expect(error).toBeInstanceOf(UnreadableReport);
      expect(depth).toBeGreaterThan(100);
      return;
    }
    for (const name of formats) expect(reporters[name].render(read)).not.toBe('');
    expect(renderJson(normaliseReport(read))).not.toBe('');
  },
);
