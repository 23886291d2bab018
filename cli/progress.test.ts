import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { CheckResult, Outcome, RunEvent } from '../harness/contract.ts';
import { createProgress, type ProgressOptions } from './progress.ts';
import type { ProgressStream } from './progress-stream.ts';

function result(id: string, outcome: Outcome): CheckResult {
  const requirement = id.replaceAll('/', '.');
  return { id, requirement, title: '', level: 'MUST', outcome, sources: [], evidence: [], durationMs: 12.4 };
}

const results = [
  result('server/challenge/status-401', 'fail'),
  result('server/scope/enforced', 'pass'),
  result('server/challenge/bearer-scheme', 'pass'),
];
const events: RunEvent[] = [
  { type: 'phase', text: 'Looking at \u001b[31mthe server' },
  { type: 'planned', total: 3, ids: results.map(({ id }) => id) },
  ...results.map((found, index): RunEvent => ({ type: 'check', result: found, done: index + 1, total: 3 })),
];

const terminal = { isTTY: true, columns: 80, rows: 24 };

function written(
  stream: Omit<ProgressStream, 'write'>,
  options: ProgressOptions = {},
  color = false,
): string[] {
  const texts: string[] = [];
  const write = (text: string) => texts.push(text);
  const progress = createProgress({ ...stream, write }, color, { environment: {}, ...options });
  events.forEach(progress.onEvent);
  progress.done();
  return texts;
}

/** What a terminal shows at last: knows moves up, and erasing of a line and of what is below. */
function screenAfter(texts: string[]): string[] {
  const lines = [''];
  let row = 0;
  for (const [, rows, line, below, feed, text] of texts
    .join('')
    .matchAll(/\r?\u001b\[(\d+)A|(\r\u001b\[2K)|(\u001b\[J)|(\n)|([^\u001b\r\n]+|\u001b\[\d+m|\r)/g)) {
    if (rows !== undefined) row -= Number(rows);
    else if (line !== undefined) lines[row] = '';
    else if (below !== undefined) lines.splice(row, Infinity, '');
    else if (feed !== undefined) lines[(row += 1)] ??= '';
    else if (text !== '\r') lines[row] = `${lines[row] ?? ''}${text ?? ''}`;
  }
  return lines;
}

describe('without a terminal that changes', () => {
  const plain = [
    'Looking at  [31mthe server …\n',
    'Running 3 checks …\n',
    'FAIL server/challenge/status-401\n',
    '[2/3] scope: 1 passed\n',
    '[3/3] challenge: 1 failed, 1 passed\n',
  ];

  it('writes a line a topic when it is done, and each violation at once', () => {
    expect(written({})).toEqual(plain);
  });

  it('does so at a narrow terminal, in CI, and where escape sequences are not known', () => {
    expect(written({ ...terminal, columns: 40 })).toEqual(plain);
    expect(written(terminal, { environment: { CI: 'true' } })).toEqual(plain);
    expect(written(terminal, { environment: { TERM: 'dumb' } })).toEqual(plain);
  });

  it('writes a line a check when verbose', () => {
    expect(written(terminal, { verbose: true }).slice(2)).toEqual([
      '[1/3] FAIL server/challenge/status-401 (12 ms)\n',
      '[2/3] pass server/scope/enforced (12 ms)\n',
      '[3/3] pass server/challenge/bearer-scheme (12 ms)\n',
    ]);
  });
});

describe('at a terminal', () => {
  it('fills a line a topic, and takes them away at the end', () => {
    const texts = written(terminal);
    expect(screenAfter(texts.slice(0, 1))).toEqual(['Looking at  [31mthe server …', '']);
    expect(screenAfter(texts.slice(0, 4)).map((line) => line.trimEnd())).toEqual([
      '✗ challenge  ██████████░░░░░░░░░░     1/2  1 failed',
      '✓ scope      ████████████████████     1/1',
      '  2 of 3 checks',
      '',
    ]);
    expect(screenAfter(texts)).toEqual(['']);
  });

  it('never fills the last column', () => {
    for (const line of written({ ...terminal, columns: 60 }, {}, true)
      .join('')
      .split('\n'))
      expect(stripVTControlCharacters(line).replace('\r', '').length).toBeLessThan(60);
  });

  it('draws one line where there are fewer rows than topics', () => {
    const texts = written({ ...terminal, rows: 4 });
    expect(screenAfter(texts.slice(0, -1))).toEqual(['  3 of 3 checks', '']);
  });

  it('uses colours only when asked to', () => {
    expect(written(terminal, {}, true).join('')).toContain('\u001b[31m');
    expect(written(terminal).join('')).not.toMatch(/\u001b\[\d+m/);
  });
});
