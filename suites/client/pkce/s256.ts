import { clientCheck, ok, ORDINARY, violation } from '../../../harness/index.ts';

export default clientCheck({
  requirement: 'client.pkce.s256',
  title: 'The code challenge is made with S256',
  scenario: ORDINARY,
  judge(story) {
    const other = story
      .of('authorization')
      .find(
        ({ parameters }) =>
          parameters['code_challenge'] !== undefined && parameters['code_challenge_method'] !== 'S256',
      );
    if (other === undefined) return ok;
    const { code_challenge_method: method } = other.parameters;
    return violation(
      'code_challenge_method=S256',
      method === undefined
        ? 'no code_challenge_method, which means plain'
        : `code_challenge_method=${method}`,
    );
  },
});
