import {
  bearerOf,
  isSuccess,
  violation,
  type Judgement,
  type Step,
  type Story,
} from '../../harness/index.ts';

/**
 * The same refresh token in token requests side by side: where tokens rotate, the second use revokes the whole family
 * (RFC 9700 §4.14.2). Undefined when there is none.
 */
export function redeemedTwice(story: Story, refreshes: readonly Step[]): Judgement | undefined {
  const again = refreshes.find((step, index) =>
    refreshes
      .slice(0, index)
      .some((before) => tokenIn(before) === tokenIn(step) && !isServedBetween(story, before, step)),
  );
  if (again === undefined) return undefined;
  const times = refreshes.filter((step) => tokenIn(step) === tokenIn(again)).length;
  return violation('each refresh token is used once', `${tokenIn(again)} is sent ${times} times`);
}

function tokenIn({ parameters }: Step): string {
  return parameters['refresh_token'] ?? '(none)';
}

/** Then the later one is a refresh of its own, and whether its token is the right one is another question. */
function isServedBetween(story: Story, before: Step, step: Step): boolean {
  const [from, to] = [before, step].map(({ exchange }) => exchange.timing.startedMs);
  return story
    .of('mcp', step.attempt)
    .some(
      (call) =>
        isSuccess(call) &&
        bearerOf(call) !== undefined &&
        call.exchange.timing.startedMs > (from ?? 0) &&
        call.exchange.timing.startedMs < (to ?? 0),
    );
}
