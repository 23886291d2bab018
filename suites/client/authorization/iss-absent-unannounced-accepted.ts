import { clientCheck, ok, violation } from '../../../harness/index.ts';
import { answeredWith } from '../answered.ts';

export default clientCheck({
  requirement: 'client.authorization.iss-absent-unannounced-accepted',
  title: 'Where iss is neither announced nor sent, the client goes on',
  scenario: answeredWith([(response) => response.delete('iss')], { authorizationResponseIssuer: false }),
  judge: (story) =>
    story.of('code').length > 0
      ? ok
      : violation('a token request: the server does not know iss', `none: ${story.counts()}`),
});
