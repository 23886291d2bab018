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
    const stale = again.find((step) => !isNewest(story, step));
    return stale === undefined
      ? ok
      : violation(
          `the refresh token ${newestFor(story, stale) ?? ''} of the last response`,
          `the client sends ${usedIn(stale) ?? 'none'}`,
        );
  },
});

/** Of what came before a request and brought a refresh token, in the order in which it came. */
function issuedBefore(story: Story, { exchange: { timing } }: Step): Step[] {
  return story.steps.filter(
    (step) =>
      (step.kind === 'code' || step.kind === 'refresh') &&
      isSuccess(step) &&
      issuedRefreshToken(step) !== undefined &&
      endOf(step) <= timing.startedMs,
  );
}

function endOf({ exchange: { timing } }: Step): number {
  return timing.startedMs + Math.floor(timing.durationMs);
}

/**
 * The last of these whose access token was used by then: requests side by side may refresh before they know of each other,
 * which another check judges.
 */
function lastIssued(story: Story, step: Step): Step | undefined {
  const { startedMs } = step.exchange.timing;
  const isInUse = ({ got: { access_token: token } }: Step): boolean =>
    story.of('mcp').some((call) => bearerOf(call) === token && call.exchange.timing.startedMs <= startedMs);
  return issuedBefore(story, step).findLast(isInUse);
}

/** The token of that response, or of a later one. */
function isNewest(story: Story, step: Step): boolean {
  const issued = issuedBefore(story, step);
  const last = lastIssued(story, step);
  const good = last === undefined ? [] : issued.slice(issued.indexOf(last));
  return good.some((response) => issuedRefreshToken(response) === usedIn(step));
}

function newestFor(story: Story, step: Step): string | undefined {
  const response = lastIssued(story, step);
  return response === undefined ? undefined : issuedRefreshToken(response);
}

function usedIn({ parameters }: Step): string | undefined {
  return parameters['refresh_token'];
}
