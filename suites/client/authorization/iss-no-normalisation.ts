import { clientCheck } from '../../../harness/index.ts';
import { answeredWith, notRedeemed } from '../answered.ts';

export default clientCheck({
  requirement: 'client.authorization.iss-no-normalisation',
  title: 'iss is compared character by character',
  scenario: answeredWith([
    (response, issuer) => response.set('iss', `${issuer}/`),
    (response, issuer) => response.set('iss', issuer.toUpperCase()),
    (response, issuer) => response.set('iss', issuer.replace('127', '%3127')),
  ]),
  judge: (story) => notRedeemed(story, 'no token request: iss is not identical to the issuer'),
});
