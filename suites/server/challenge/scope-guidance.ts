import {
  bearerChallenge,
  doesNotApply,
  notApplicable,
  ok,
  parameter,
  serverCheck,
  stringsOf,
  violation,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.challenge.scope-guidance',
  title: 'The 401 challenge lists the scopes that are needed',
  probe: async (server) => {
    const bare = await server.gathered.challenge();
    const candidates = await server.gathered.metadataCandidates();
    const documents = candidates.map(({ document }) => document);
    const hasScopes = documents.some((document) => stringsOf(document, 'scopes_supported').length > 0);
    const challenge = bearerChallenge(bare);
    const named = challenge !== undefined && parameter(challenge, 'scope') !== undefined;
    if (!hasScopes && !named)
      throw notApplicable('The server names no scope anywhere, so it has nothing to list.', [bare.id]);
    return { bare };
  },
  judge: ({ bare }) => {
    const challenge = bearerChallenge(bare);
    if (challenge === undefined || challenge.parameters.length === 0)
      return doesNotApply('There is no Bearer challenge with parameters; another check judges that.');
    const scope = parameter(challenge, 'scope');
    if (scope !== undefined && scope.trim() !== '') return ok;
    return violation(
      'scope="…" in the challenge, since the server knows scopes',
      scope === undefined ? 'none' : 'an empty scope',
    );
  },
});
