import { clientCheck, ok, ORDINARY, violation } from '../../../harness/index.ts';

export default clientCheck({
  requirement: 'client.pkce.used',
  title: 'Each authorization request has a code challenge, and its verifier is sent with the code',
  scenario: ORDINARY,
  judge(story) {
    const bare = story
      .of('authorization')
      .some(({ parameters }) => parameters['code_challenge'] === undefined);
    if (bare)
      return violation('a code_challenge in each authorization request', 'one without code_challenge');
    for (const { facts } of story.of('code')) {
      if (facts.verifierLength === undefined)
        return violation(
          'the code_verifier in the token request',
          'a code is redeemed without code_verifier',
        );
      if (facts.verifierMatches === false)
        return violation(
          'the code_verifier that belongs to the code_challenge',
          'a code_verifier that does not match the code_challenge of its request',
        );
    }
    return ok;
  },
});
