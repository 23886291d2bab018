import { clientCheck, doesNotApply, ok } from '../../../harness/index.ts';
import { attemptOfTwo, RAN_OUT } from '../ran-out.ts';
import { redeemedTwice } from '../redeemed-twice.ts';

export default clientCheck({
  requirement: 'client.availability.single-refresh',
  title: 'Two processes with the same stored tokens, which have run out, redeem the refresh token once',
  scenario: RAN_OUT,
  reaches: 'token',
  judge(story) {
    const refreshes = story.of('refresh', attemptOfTwo(story) ?? 0);
    if (refreshes.length === 0)
      return doesNotApply('The client keeps no refresh token from one launch to the next.');
    return redeemedTwice(story, refreshes) ?? ok;
  },
});
