/**
 * Shows on standard error how a run goes on: at a terminal a line for each topic that fills as its checks end; elsewhere
 * plain lines, one when a topic is done and one for each violation at once.
 */
import { createBoard } from './progress-board.ts';
import { clean } from '../harness/clean.ts';
import type { Progress, ProgressStream } from './progress-stream.ts';
import { createTally, outcomesOf, topicOf } from './progress-tally.ts';

export interface ProgressOptions {
  /** A plain line for each check. */
  verbose?: boolean;
  environment?: Readonly<Record<string, string | undefined>>;
}

/** No progress at all. */
export const silent: Progress = { onEvent: () => undefined, done: () => undefined };

/** Columns below which lines that change in place are no help. */
const NARROW = 60;

/** @param color Whether to use colours; they also need a terminal. */
export function createProgress(
  stream: ProgressStream,
  color: boolean,
  { verbose = false, environment = process.env }: ProgressOptions = {},
): Progress {
  // What a CI service calls a terminal keeps every line that was ever drawn.
  const changes = stream.isTTY === true && !environment['CI'] && environment['TERM'] !== 'dumb';
  if (!changes || verbose || (stream.columns ?? 80) < NARROW) return plainLines(stream, verbose);
  return createBoard(stream, color);
}

function plainLines(stream: ProgressStream, verbose: boolean): Progress {
  const tally = createTally();
  return {
    onEvent(event) {
      if (event.type === 'phase') stream.write(`${clean(event.text)} …\n`);
      if (event.type === 'planned') {
        tally.plan(event.ids);
        stream.write(`Running ${event.total} checks …\n`);
      }
      if (event.type !== 'check') return;
      const { result, done, total } = event;
      const topic = tally.add(result);
      const mark = { fail: 'FAIL', error: 'ERROR' }[result.outcome as string] ?? result.outcome;
      if (verbose)
        stream.write(`[${done}/${total}] ${mark} ${result.id} (${Math.round(result.durationMs)} ms)\n`);
      else if (mark !== result.outcome) stream.write(`${mark} ${result.id}\n`);
      if (!verbose && topic.done === topic.total)
        stream.write(`[${done}/${total}] ${topicOf(result)}: ${outcomesOf(topic).join(', ')}\n`);
    },
    done: () => undefined,
  };
}
