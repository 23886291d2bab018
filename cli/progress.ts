/** Shows on standard error how a run goes on: one line that changes at a terminal, a line a check elsewhere. */
import picocolors from 'picocolors';
import type { CheckResult, Outcome, RunEvent } from '../harness/contract.ts';

/** The part of a stream that progress needs. */
export interface ProgressStream {
  isTTY?: boolean | undefined;
  columns?: number | undefined;
  write(text: string): unknown;
}

export interface Progress {
  onEvent: (event: RunEvent) => void;
  /** Takes the changing line away, so that what follows starts on a clean one. */
  done: () => void;
}

const ERASE_LINE = '\r\u001b[2K';
const MARKS: Record<Outcome, string> = {
  pass: 'pass',
  fail: 'FAIL',
  warn: 'warn',
  'not-applicable': 'n/a',
  untested: 'untested',
  inconclusive: 'inconclusive',
  error: 'ERROR',
};

/** No progress at all. */
export const silent: Progress = { onEvent: () => undefined, done: () => undefined };

/** @param color Whether to use colours; they also need a terminal. */
export function createProgress(stream: ProgressStream, color: boolean): Progress {
  return stream.isTTY === true ? changingLine(stream, color) : plainLines(stream);
}

function plainLines(stream: ProgressStream): Progress {
  return {
    onEvent(event) {
      if (event.type === 'phase') stream.write(`${clean(event.text)} …\n`);
      if (event.type === 'planned') stream.write(`Running ${event.total} checks …\n`);
      if (event.type !== 'check') return;
      const { result, done, total } = event;
      stream.write(`[${done}/${total}] ${MARKS[result.outcome]} ${result.id} (${result.durationMs} ms)\n`);
    },
    done: () => undefined,
  };
}

function changingLine(stream: ProgressStream, color: boolean): Progress {
  const colors = picocolors.createColors(color);
  const counts = { fail: 0, warn: 0 };
  const show = (plain: string, paint: (text: string) => string = (text) => text) =>
    stream.write(`${ERASE_LINE}${paint(cut(plain, (stream.columns ?? 80) - 1))}`);
  const line = (result: CheckResult, done: number, total: number) =>
    [`${bar(done, total)} ${done}/${total}`, ...tally(counts), result.id].join('  ');
  return {
    onEvent(event) {
      if (event.type === 'phase') show(`${clean(event.text)} …`, colors.dim);
      if (event.type === 'planned') show(`Running ${event.total} checks …`, colors.dim);
      if (event.type !== 'check') return;
      const { outcome } = event.result;
      if (outcome === 'fail' || outcome === 'warn') counts[outcome] += 1;
      show(line(event.result, event.done, event.total), counts.fail > 0 ? colors.red : colors.green);
    },
    done: () => stream.write(ERASE_LINE),
  };
}

function tally({ fail, warn }: { fail: number; warn: number }): string[] {
  return [...(fail > 0 ? [`${fail} failed`] : []), ...(warn > 0 ? [`${warn} warned`] : [])];
}

const BAR_WIDTH = 20;

function bar(done: number, total: number): string {
  const filled = total === 0 ? 0 : Math.round((done / total) * BAR_WIDTH);
  return '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled);
}

/** A longer line would wrap, and then only its last part could be taken away. */
function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(width - 1, 0))}…`;
}

/** A phase may name what the target sent; escape sequences must not reach the terminal. */
function clean(text: string): string {
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f]+/g, ' ');
}
