import { clientCheck } from '../../../harness/index.ts';
import { answeredWith, notRedeemed } from '../answered.ts';

export default clientCheck({
  requirement: 'client.authorization.iss-missing-rejected',
  title: 'Where the metadata announces iss, a response without it is rejected',
  scenario: answeredWith([(response) => response.delete('iss')]),
  judge: (story) => notRedeemed(story, 'no token request: the announced iss is missing'),
});
