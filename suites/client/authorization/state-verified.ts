import { clientCheck, doesNotApply } from '../../../harness/index.ts';
import { answeredWith, notRedeemed } from '../answered.ts';

export default clientCheck({
  requirement: 'client.authorization.state-verified',
  title: 'A response with another state, or without one, is discarded',
  scenario: answeredWith([
    (response) => response.set('state', 'not-the-state-that-was-sent'),
    (response) => response.delete('state'),
  ]),
  judge: (story) =>
    story.of('authorization').some(({ parameters }) => parameters['state'] !== undefined)
      ? notRedeemed(story, 'no token request')
      : doesNotApply('The client sends no state; another check judges that.'),
});
