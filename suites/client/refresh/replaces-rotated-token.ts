import {
  bearerOf,
  clientCheck,
  doesNotApply,
  isSuccess,
  ok,
  violation,
  type Step,
  type Story,
} from '../../../harness/index.ts';
import { attemptOfTwo, RAN_OUT } from '../ran-out.ts';
import { redeemedTwice } from '../redeemed-twice.ts';
import { issuedRefreshToken } from '../sequence.ts';

export default clientCheck({
  requirement: 'client.refresh.replaces-rotated-token',
  title: 'The refresh token that the last token response brought is the one that is used',
  scenario: RAN_OUT,
  judge(story) {
    // Processes side by side may cross, and so may requests; other checks judge them. Who was the first of two processes
    // has had nothing but what the launch before had stored.
    const two = attemptOfTwo(story);
    const before = story.of('refresh').filter(({ attempt }) => attempt !== two);
    const begun = redeemedTwice(story, before) === undefined ? story.of('refresh', two ?? 0).slice(0, 1) : [];
    const refreshes = [...before, ...begun];
    const again = refreshes.filter((step) => lastIssued(story, step)?.kind === 'refresh');
    if (again.length === 0) return doesNotApply('The client did not refresh twice.');
    const stale = again.find((step) => usedIn(step) !== newestFor(story, step));
    return stale === undefined
      ? ok
      : violation(
          `the refresh token ${newestFor(story, stale) ?? ''} of the last response`,
          `the client sends ${usedIn(stale) ?? 'none'}`,
        );
  },
});

/**
 * The last response before a request that brought a refresh token, and whose access token was used by then: requests side by
 * side may refresh before they know of each other, which another check judges.
 */
function lastIssued(story: Story, { exchange: { timing } }: Step): Step | undefined {
  const isBefore = ({ exchange }: Step): boolean =>
    exchange.timing.startedMs + Math.floor(exchange.timing.durationMs) <= timing.startedMs;
  const isInUse = ({ got: { access_token: token } }: Step): boolean =>
    story
      .of('mcp')
      .some((step) => bearerOf(step) === token && step.exchange.timing.startedMs <= timing.startedMs);
  return story.steps.findLast(
    (step) =>
      (step.kind === 'code' || step.kind === 'refresh') &&
      isSuccess(step) &&
      issuedRefreshToken(step) !== undefined &&
      isBefore(step) &&
      isInUse(step),
  );
}

function newestFor(story: Story, step: Step): string | undefined {
  const response = lastIssued(story, step);
  return response === undefined ? undefined : issuedRefreshToken(response);
}

function usedIn({ parameters }: Step): string | undefined {
  return parameters['refresh_token'];
}
