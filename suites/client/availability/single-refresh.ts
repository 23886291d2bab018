import { bearerOf, clientCheck, doesNotApply, ok, type Step } from '../../../harness/index.ts';
import { attemptOfTwo, RAN_OUT } from '../ran-out.ts';
import { after } from '../sequence.ts';
import { redeemedTwice } from '../redeemed-twice.ts';

export default clientCheck({
  requirement: 'client.availability.single-refresh',
  title: 'Requests side by side whose token has run out lead to one refresh',
  scenario: RAN_OUT,
  reaches: 'token',
  judge(story) {
    const two = attemptOfTwo(story);
    const refused = story
      .of('mcp')
      .filter((step) => step.attempt !== two && step.status === 401 && bearerOf(step) !== undefined);
    const isTogether = (step: Step): boolean => {
      const renewed = after(story, step).find(({ kind }) => kind === 'refresh' || kind === 'authorization');
      const until = renewed?.exchange.timing;
      return refused.some(
        (other) =>
          other !== step &&
          bearerOf(other) === bearerOf(step) &&
          other.exchange.timing.startedMs >= step.exchange.timing.startedMs &&
          other.exchange.timing.startedMs <= (until?.startedMs ?? 0) + (until?.durationMs ?? 0),
      );
    };
    if (!refused.some(isTogether))
      return doesNotApply('The client sends no requests side by side with a token that has run out.');
    return (
      redeemedTwice(
        story,
        story.of('refresh').filter(({ attempt }) => attempt !== two),
      ) ?? ok
    );
  },
});
