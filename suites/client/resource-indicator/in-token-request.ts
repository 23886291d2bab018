import { clientCheck, ok, ORDINARY, unclear, violation } from '../../../harness/index.ts';
import { resourcesIn } from '../resources.ts';

export default clientCheck({
  requirement: 'client.resource-indicator.in-token-request',
  title: 'Each token request that redeems a code names the resource',
  scenario: ORDINARY,
  judge(story) {
    const requests = story.of('code');
    if (requests.length === 0) return unclear('The client redeemed no code.');
    return requests.every((step) => resourcesIn(step).length > 0)
      ? ok
      : violation('resource in the token request', 'none');
  },
});
