import { clientCheck, doesNotApply, ok, tolerated } from '../../../harness/index.ts';
import { ODD_TOKENS } from '../odd-tokens.ts';
import { resourcesIn } from '../resources.ts';

export default clientCheck({
  requirement: 'client.resource-indicator.in-token-request',
  title: 'Each refresh request names the resource',
  scenario: ODD_TOKENS,
  judge(story) {
    const requests = story.of('refresh');
    if (requests.length === 0) return doesNotApply('The client did not use its refresh token.');
    // Some read «token requests» as those that redeem a code.
    return requests.every((step) => resourcesIn(step).length > 0)
      ? ok
      : tolerated('resource in the refresh request', 'none');
  },
});
