import { challengesOf, doesNotApply, ok, parameter, serverCheck, violation } from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.challenge.resource-metadata',
  title: 'The 401 challenge points to the protected resource metadata',
  probe: async (server) => {
    const bare = await server.gathered.challenge();
    const candidates = await server.gathered.metadataCandidates();
    return {
      bare,
      published: candidates.some(({ document }) => document !== undefined),
      // Later revisions take a well-known document instead.
      demanded: server.revision === '2025-06-18',
    };
  },
  judge: ({ bare, published, demanded }) => {
    const challenges = challengesOf(bare);
    if (challenges.length === 0) return doesNotApply('There is no challenge; another check judges that.');
    if (challenges.some((challenge) => parameter(challenge, 'resource_metadata') !== undefined)) return ok;
    if (!demanded && !published)
      return doesNotApply('No metadata was found to point to; another check judges that.');
    if (!demanded && challenges.every(({ parameters }) => parameters.length === 0))
      return doesNotApply('The challenge has no parameters at all; another check judges that.');
    return violation('resource_metadata="<URL>" in the challenge (RFC 9728 §5.1)', 'the challenge has none');
  },
});
