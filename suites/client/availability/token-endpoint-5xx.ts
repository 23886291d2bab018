import { clientCheck, doesNotApply, isSuccess, ok, unclear, violation } from '../../../harness/index.ts';
import { IN_ORDER_AGAIN, OUTAGE, TOKEN_ENDPOINT_OUT } from '../outage.ts';
import { issuedRefreshToken, wasServedIn, wentOn } from '../sequence.ts';

const EXPECTED = 'a later refresh with the same refresh token';

export default clientCheck({
  requirement: 'client.availability.token-endpoint-5xx',
  title: 'When a refresh fails for an outage, the refresh token is kept and used later',
  scenario: OUTAGE,
  judge(story) {
    const [first] = TOKEN_ENDPOINT_OUT;
    if (story.of('refresh', first).length === 0)
      return doesNotApply('The client keeps no refresh token from one launch to the next.');
    const issued = [...story.of('code'), ...story.of('refresh')]
      .filter((step) => step.attempt < first && isSuccess(step))
      .map(issuedRefreshToken);
    for (const attempt of TOKEN_ENDPOINT_OUT) {
      const told = attempt === first ? '503' : 'a connection that was cut';
      if (story.of('authorization', attempt).length > 0)
        return violation(EXPECTED, `a login upon ${told} (${wentOn(story, attempt)})`);
    }
    const last = story.of('refresh', IN_ORDER_AGAIN).find(isSuccess);
    if (last === undefined && story.launches.at(-1)?.endedByLab === 'time')
      return unclear('The client did not come to an end.');
    if (last === undefined) return violation(EXPECTED, `no refresh (${wentOn(story, IN_ORDER_AGAIN)})`);
    if (!issued.includes(last.parameters['refresh_token']))
      return violation(EXPECTED, 'another refresh token');
    return wasServedIn(story, IN_ORDER_AGAIN)
      ? ok
      : violation('the client is served again', wentOn(story, IN_ORDER_AGAIN));
  },
});
