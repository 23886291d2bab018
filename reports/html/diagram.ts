/** Lays out a flow as a sequence diagram: a life line for each party, two arrows for each exchange. */
import type { Flow, Step } from './flow.ts';

export interface Diagram {
  width: number;
  height: number;
  lanes: { name: string; x: number }[];
  arrows: Arrow[];
}

/** One exchange, there and back. All lengths are units of the SVG. */
export interface Arrow {
  step: Step;
  number: number;
  y: number;
  answerY: number;
  fromX: number;
  toX: number;
  textX: number;
  /** Points of the tips. */
  tip: string;
  answerTip: string;
}

/** Four of them still fit beside each other on a page. */
const LANE = 360;
const NARROW_LANE = 272;
const MARGIN = 86;
const HEAD = 52;
const ROW = 62;
const ANSWER_BELOW = 26;

export function diagramOf({ steps }: Flow): Diagram {
  const names = [...new Set(steps.flatMap(({ from, to }) => [from, to]))].sort(byPlace);
  const lane = names.length > 3 ? NARROW_LANE : LANE;
  const xOf = (name: string) => MARGIN + names.indexOf(name) * lane;
  const arrows = steps.map((step, index): Arrow => {
    const [fromX, toX] = [xOf(step.from), xOf(step.to)];
    const y = HEAD + ROW * index + 32;
    const answerY = y + ANSWER_BELOW;
    const direction = toX < fromX ? -1 : 1;
    return {
      step,
      number: index + 1,
      y,
      answerY,
      fromX,
      toX,
      textX: Math.min(fromX, toX) + 14,
      tip: tip(toX, y, direction),
      answerTip: tip(fromX, answerY, -direction),
    };
  });
  return {
    width: 2 * MARGIN + (names.length - 1) * lane,
    height: HEAD + ROW * steps.length + 24,
    lanes: names.map((name) => ({
      name: name.length > 22 ? `${name.slice(0, 21)}…` : name,
      x: xOf(name),
    })),
    arrows,
  };
}

/** Who asks stands left of who answers; others keep the order in which they appear. */
const places = ['Browser', 'MCP client', 'This tool', 'MCP server', 'Authorization server'];

function byPlace(a: string, b: string): number {
  const place = (name: string) => (places.includes(name) ? places.indexOf(name) : places.length);
  return place(a) - place(b);
}

function tip(x: number, y: number, direction: number): string {
  const back = x - 9 * direction;
  return `${x},${y} ${back},${y - 4} ${back},${y + 4}`;
}
