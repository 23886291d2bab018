import { clientCheck, ok, violation, type Scenario } from '../../../harness/index.ts';

const NOT_ADVERTISED: Scenario = {
  server: { metadata: { code_challenge_methods_supported: null } },
  async play(lab) {
    await lab.launch();
    return undefined;
  },
};

export default clientCheck({
  requirement: 'client.pkce.refuse-when-not-advertised',
  title: 'Where the metadata has no code_challenge_methods_supported the client does not go on',
  scenario: NOT_ADVERTISED,
  reaches: 'discovered',
  judge: (story) =>
    story.of('authorization').length === 0
      ? ok
      : violation(
          'an error and no authorization request: nothing says that the server supports PKCE',
          'an authorization request all the same',
        ),
});
