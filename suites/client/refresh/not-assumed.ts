import { clientCheck, endingOf, ok, unclear, violation } from '../../../harness/index.ts';
import { firstExpired, isServedAgain, RAN_OUT_WITHOUT_REFRESH_TOKEN } from '../ran-out.ts';

export default clientCheck({
  requirement: 'client.refresh.not-assumed',
  title: 'A client that was given no refresh token logs in again when its access token has run out',
  scenario: RAN_OUT_WITHOUT_REFRESH_TOKEN,
  reaches: 'served',
  judge(story) {
    const [refresh] = story.of('refresh');
    if (refresh !== undefined)
      return violation(
        'no refresh: no refresh token was issued',
        `the client asks for a refresh with refresh_token=${refresh.parameters['refresh_token'] ?? '(none)'}`,
      );
    if (firstExpired(story) === undefined) return unclear('The client never used a token that had run out.');
    return isServedAgain(story)
      ? ok
      : violation(
          'a new authorization, in this run or the next one',
          `the client does not get in again: ${story.counts()}. ${endingOf(story.launches.at(-1))}`,
        );
  },
});
