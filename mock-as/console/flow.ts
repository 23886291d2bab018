import type { Party, SeenExchange } from './exchanges.ts';

/** One exchange of a flow. */
export interface FlowStep {
  readonly exchange: SeenExchange;
  /** False when it names no client, but happened in the middle of the flow. */
  readonly certain: boolean;
}

/** The flow of one client, oldest exchange first. */
export interface Flow {
  readonly steps: readonly FlowStep[];
  /** Older steps that are left out. */
  readonly omitted: number;
}

const longest = 80;
/** Milliseconds before the first exchange that names the client, in which its discovery happened. */
const before = 3_000;
const after = 1_000;

/**
 * What one client did. Discovery names no client, so what happened shortly before and in between counts as likely its
 * own, when it is of the kind that a client cannot sign: metadata, keys, a call without a token.
 */
export function flowOf(exchanges: readonly SeenExchange[], clientId: string): Flow {
  const own = exchanges.filter((exchange) => exchange.clientId === clientId);
  const spans = own.map(
    ({ raw }) => [raw.startedAt - before, raw.startedAt + raw.durationMs + after] as const,
  );
  const steps = exchanges.flatMap((exchange): FlowStep[] => {
    if (exchange.clientId === clientId) return [{ exchange, certain: true }];
    const { startedAt } = exchange.raw;
    const isNear = spans.some(([from, to]) => startedAt >= from && startedAt <= to);
    return exchange.clientId === undefined && isNear ? [{ exchange, certain: false }] : [];
  });
  return { steps: steps.slice(-longest), omitted: Math.max(0, steps.length - longest) };
}

/** A life line of the diagram. */
export interface Lane {
  readonly party: Party;
  readonly x: number;
}

/** One exchange as two arrows: there and back. All lengths are units of the SVG. */
export interface Arrow {
  readonly step: FlowStep;
  readonly y: number;
  readonly fromX: number;
  readonly toX: number;
  /** Where the text begins; it stands left of the middle of both lines. */
  readonly textX: number;
  /** The tips of the two arrows. */
  readonly tip: string;
  readonly answerTip: string;
}

export interface Diagram {
  readonly width: number;
  readonly height: number;
  readonly lanes: readonly Lane[];
  readonly arrows: readonly Arrow[];
}

// The client comes first: on a narrow screen that is what shows without scrolling.
const order: readonly Party[] = ['client', 'unknown', 'browser', 'mcp-server', 'authorization-server'];
const laneWidth = 260;
const margin = 100;
const head = 56;
const rowHeight = 64;
const answerBelow = 26;

/** Lays out a flow as a sequence diagram: one life line for each party that takes part. */
export function diagramOf({ steps }: Pick<Flow, 'steps'>): Diagram {
  const present = new Set(steps.flatMap(({ exchange }) => [exchange.from, exchange.to]));
  const lanes = order
    .filter((party) => present.has(party))
    .map((party, index) => ({ party, x: margin + index * laneWidth }));
  const xOf = (party: Party): number => lanes.find((lane) => lane.party === party)?.x ?? 0;
  const arrows = steps.map((step, index): Arrow => {
    const fromX = xOf(step.exchange.from);
    const toX = xOf(step.exchange.to);
    const y = head + rowHeight * index + 30;
    const direction = Math.sign(toX - fromX);
    return {
      step,
      y,
      fromX,
      toX,
      textX: Math.min(fromX, toX) + 10,
      tip: tip(toX, y, direction),
      answerTip: tip(fromX, y + answerBelow, -direction),
    };
  });
  return {
    width: 2 * margin + (lanes.length - 1) * laneWidth,
    height: head + rowHeight * steps.length + 20,
    lanes,
    arrows,
  };
}

/** A triangle that ends at a point. */
function tip(x: number, y: number, direction: number): string {
  const back = x - 9 * direction;
  return `${x},${y} ${back},${y - 4} ${back},${y + 4}`;
}
