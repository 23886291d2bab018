import { clientCheck } from '../../../harness/index.ts';
import { answeredWith, notRedeemed } from '../answered.ts';

export default clientCheck({
  requirement: 'client.authorization.iss-mismatch-rejected',
  title:
    'A response with the iss of another server is rejected also where the metadata does not announce iss',
  scenario: answeredWith([(response) => response.set('iss', 'https://somebody-else.example')], {
    authorizationResponseIssuer: false,
  }),
  judge: (story) => notRedeemed(story, 'no token request: the code may be meant for another server'),
});
