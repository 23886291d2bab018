import { clientCheck, ok, ORDINARY, unclear, violation } from '../../../harness/index.ts';

export default clientCheck({
  requirement: 'client.pkce.verifier-quality',
  title: 'The code verifier has 43 to 128 allowed characters and is new for each request',
  scenario: ORDINARY,
  judge(story) {
    const codes = story.of('code').filter(({ facts }) => facts.verifierLength !== undefined);
    if (codes.length === 0) return unclear('The client sent no code_verifier; another check judges that.');
    for (const { facts } of codes) {
      const { verifierLength: length = 0, verifierWellFormed } = facts;
      if (length < 43 || length > 128) return violation('43 to 128 characters', `${length} characters`);
      if (verifierWellFormed === false)
        return violation('letters, digits and - . _ ~ only', 'other characters in the code_verifier');
    }
    const verifiers = codes.map(({ parameters }) => parameters['code_verifier']);
    return new Set(verifiers).size === verifiers.length
      ? ok
      : violation('another code_verifier for each authorization request', 'the same one in two launches');
  },
});
