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
    const again = refreshes
      .map((step) => ({ step, last: newestBefore(story, step) }))
      .filter(({ last: [inUse] }) => inUse?.kind === 'refresh');
    if (again.length === 0) return doesNotApply('The client did not refresh twice.');
    const stale = again.find(
      ({ step, last }) => !last.some((response) => issuedRefreshToken(response) === usedIn(step)),
    );
    if (stale === undefined) return ok;
    const [inUse] = stale.last;
    return violation(
      `the refresh token ${(inUse && issuedRefreshToken(inUse)) ?? ''} of the last response`,
      `the client sends ${usedIn(stale.step) ?? 'none'}`,
    );
  },
});

/**
 * Of the responses before a request that brought a refresh token the last one whose access token was used by then, and those
 * that came after it: requests side by side may refresh before they know of each other, which another check judges.
 */
function newestBefore(story: Story, { exchange: { timing } }: Step): Step[] {
  const issued = story.steps.filter(
    (step) =>
      (step.kind === 'code' || step.kind === 'refresh') &&
      isSuccess(step) &&
      issuedRefreshToken(step) !== undefined &&
      endOf(step) <= timing.startedMs,
  );
  const isInUse = ({ got: { access_token: token } }: Step): boolean =>
    story
      .of('mcp')
      .some((call) => bearerOf(call) === token && call.exchange.timing.startedMs <= timing.startedMs);
  const inUse = issued.findLastIndex(isInUse);
  return inUse === -1 ? [] : issued.slice(inUse);
}

function endOf({ exchange: { timing } }: Step): number {
  return timing.startedMs + Math.floor(timing.durationMs);
}

function usedIn({ parameters }: Step): string | undefined {
  return parameters['refresh_token'];
}
