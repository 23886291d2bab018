/** The lines at a terminal that change while a run goes on: one a topic, and one for all. */
import picocolors from 'picocolors';
import { clean } from '../harness/clean.ts';
import type { Progress, ProgressStream } from './progress-stream.ts';
import { createTally, outcomesOf, type TopicTally } from './progress-tally.ts';

const ERASE_LINE = '\r\u001b[2K';
const ERASE_BELOW = '\u001b[J';
const up = (lines: number): string => (lines > 0 ? `\r\u001b[${lines}A` : '\r');

/** A line in pieces, each with its paint: cut before it is painted, as an escape sequence takes no column. */
type Line = [text: string, paint?: ((text: string) => string) | undefined][];

export function createBoard(stream: ProgressStream, color: boolean): Progress {
  const colors = picocolors.createColors(color);
  const tally = createTally();
  let phase = '';
  /** Lines above the cursor that are ours. */
  let drawn = 0;
  const topicLine = (topic: TopicTally, breadth: number): Line => {
    const { name, done, total, counts } = topic;
    const isDone = done === total;
    const bad = (counts.fail ?? 0) > 0;
    const paint = bad ? colors.red : isDone ? colors.green : undefined;
    return [
      [`${bad ? '✗' : isDone ? '✓' : ' '} ${clean(name).padEnd(breadth)}  `, paint],
      [`${bar(done, total)} `, paint],
      [`${done}/${total}`.padStart(7)],
      [`  ${outcomesOf(topic).filter(isWorthTelling).join(', ')}`, bad ? colors.red : colors.yellow],
    ];
  };
  const lines = (): Line[] => {
    const topics = tally.topics();
    if (topics.length === 0) return [[[`${phase} …`, colors.dim]]];
    const breadth = Math.max(...topics.map(({ name }) => name.length));
    const [done, total] = [sum(topics, 'done'), sum(topics, 'total')];
    const all: Line = [[`  ${done} of ${total} checks${phase === '' ? '' : `  ${phase}`}`, colors.dim]];
    // What has scrolled away at the top could not be drawn again.
    const fits = topics.length + 2 < (stream.rows ?? 24);
    return [...(fits ? topics.map((topic) => topicLine(topic, breadth)) : []), all];
  };
  const draw = (): void => {
    const width = (stream.columns ?? 80) - 1;
    const text = lines().map((line) => `${ERASE_LINE}${painted(line, width)}\n`);
    stream.write(`${up(drawn)}${text.join('')}${text.length < drawn ? ERASE_BELOW : ''}`);
    drawn = text.length;
  };
  return {
    onEvent(event) {
      if (event.type === 'phase') phase = clean(event.text);
      else if (event.type === 'planned') {
        phase = '';
        tally.plan(event.ids);
      } else tally.add(event.result);
      draw();
    },
    done() {
      if (drawn > 0) stream.write(`${up(drawn)}${ERASE_BELOW}`);
      drawn = 0;
    },
  };
}

const isWorthTelling = (text: string): boolean => !/passed|not applicable|not tested/.test(text);

function sum(topics: TopicTally[], member: 'done' | 'total'): number {
  return topics.reduce((all, topic) => all + topic[member], 0);
}

const BAR_WIDTH = 20;

function bar(done: number, total: number): string {
  const filled = total === 0 ? 0 : Math.round((done / total) * BAR_WIDTH);
  return '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled);
}

/** A longer line would wrap, and then only its last part could be taken away. */
function painted(line: Line, width: number): string {
  let left = width;
  return line
    .map(([text, paint]) => {
      const part = text.length <= left ? text : text.slice(0, Math.max(left, 0));
      left -= part.length;
      return part.trim() === '' || paint === undefined ? part : paint(part);
    })
    .join('');
}
