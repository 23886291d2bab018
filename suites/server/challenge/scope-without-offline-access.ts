import {
  bearerChallenge,
  doesNotApply,
  ok,
  parameter,
  serverCheck,
  violation,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.challenge.scope-without-offline-access',
  title: 'The scope of the challenge does not contain offline_access',
  probe: async (server) => ({ bare: await server.gathered.challenge() }),
  judge: ({ bare }) => {
    const challenge = bearerChallenge(bare);
    const scope = challenge && parameter(challenge, 'scope');
    if (scope === undefined) return doesNotApply('The challenge has no scope.');
    if (!scope.split(' ').includes('offline_access')) return ok;
    return violation(
      'scopes of the resource only',
      'offline_access among them: a refresh token is no need of the resource',
    );
  },
});
