import { expect, it } from 'vitest';
import type { CheckResult, RunEvent } from '../harness/contract.ts';
import { createProgress, type ProgressStream } from './progress.ts';

const result: CheckResult = {
  id: 'server/challenge/status-401',
  requirement: 'server.challenge.status-401',
  title: '',
  level: 'MUST',
  outcome: 'fail',
  sources: [],
  evidence: [],
  durationMs: 12,
};
const events: RunEvent[] = [
  { type: 'phase', text: 'Looking at \u001b[31mthe server' },
  { type: 'planned', total: 2 },
  { type: 'check', result, done: 1, total: 2 },
];

function shown(stream: Omit<ProgressStream, 'write'>, color = false): string[] {
  const written: string[] = [];
  const progress = createProgress({ ...stream, write: (text) => written.push(text) }, color);
  events.forEach(progress.onEvent);
  progress.done();
  return written;
}

it('writes a line for each event where there is no terminal, without escape sequences', () => {
  expect(shown({})).toEqual([
    'Looking at  [31mthe server …\n',
    'Running 2 checks …\n',
    '[1/2] FAIL server/challenge/status-401 (12 ms)\n',
  ]);
});

it('changes one line at a terminal and takes it away at the end', () => {
  const lines = shown({ isTTY: true, columns: 80 });
  expect(lines.every((line) => line.startsWith('\r\u001b[2K') && !line.includes('\n'))).toBe(true);
  expect(lines[2]).toContain('1/2  1 failed  server/challenge/status-401');
  expect(lines.at(-1)).toBe('\r\u001b[2K');
});

it('never fills the last column of a narrow terminal', () => {
  for (const line of shown({ isTTY: true, columns: 30 })) {
    expect(line.replace('\r\u001b[2K', '').length).toBeLessThan(30);
  }
});

it('uses colours only when asked to', () => {
  expect(shown({ isTTY: true }, true)[2]).toContain('\u001b[31m');
  expect(shown({ isTTY: true }, false)[2]).not.toContain('\u001b[31m');
});
