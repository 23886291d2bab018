import { clientCheck, ok, ORDINARY, violation } from '../../../harness/index.ts';

export default clientCheck({
  requirement: 'client.authorization.state-used',
  title: 'The authorization request carries a state that is new each time',
  scenario: ORDINARY,
  judge(story) {
    const requests = story.of('authorization');
    const states = requests.map(({ parameters }) => parameters['state'] ?? '');
    if (states.includes('')) return violation('a state', 'an authorization request without state');
    // A client may open the same URL twice: that is one request.
    const attempts = new Map(requests.map(({ attempt, parameters }) => [attempt, parameters['state']]));
    return new Set(attempts.values()).size === attempts.size
      ? ok
      : violation('another state in each launch', 'the same state in two launches');
  },
});
