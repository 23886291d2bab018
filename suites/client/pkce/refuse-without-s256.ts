import { clientCheck, ok, tolerated, violation, type Scenario } from '../../../harness/index.ts';

const ONLY_PLAIN: Scenario = {
  server: { metadata: { code_challenge_methods_supported: ['plain'] } },
  async play(lab) {
    await lab.launch();
    return undefined;
  },
};

export default clientCheck({
  requirement: 'client.pkce.refuse-without-s256',
  title: 'Where the metadata offers plain only the client takes no weaker way',
  scenario: ONLY_PLAIN,
  reaches: 'discovered',
  judge(story) {
    const [request] = story.of('authorization');
    if (request === undefined) return ok;
    const method = request.parameters['code_challenge_method'] ?? 'none';
    return method === 'S256'
      ? tolerated('an error: the server does not offer S256', 'S256 all the same')
      : violation('an error, or S256 all the same', `code_challenge_method=${method}`);
  },
});
