import {
  bearerChallenge,
  doesNotApply,
  ok,
  parameter,
  serverCheck,
  violation,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.challenge.resource-metadata-on-bad-token',
  title: 'The challenge to a refused token points to the metadata like the challenge to a missing one',
  probe: async (server) => ({
    bare: await server.gathered.challenge(),
    refused: await server.call({ token: 'not-a-token-0123456789' }),
  }),
  judge: ({ bare, refused }) => {
    const [first, second] = [bearerChallenge(bare), bearerChallenge(refused)];
    if (first === undefined || parameter(first, 'resource_metadata') === undefined) {
      return doesNotApply(
        'The challenge to a missing token has no resource_metadata; another check judges that.',
      );
    }
    if (refused.response.status !== 401 || second === undefined) {
      return doesNotApply('The refusal is no 401 with a Bearer challenge; other checks judge that.');
    }
    if (parameter(second, 'resource_metadata') !== undefined) return ok;
    return violation(
      'resource_metadata in the challenge to a refused token too',
      'it is there only without a token',
    );
  },
});
