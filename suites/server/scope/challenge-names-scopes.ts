import {
  bearerChallenge,
  doesNotApply,
  goodTokenAcceptedFor,
  ok,
  scopesOf,
  serverCheck,
  UNRELATED_SCOPE,
  violation,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.scope.challenge-names-scopes',
  title: 'The 403 for a missing scope names the scopes that the operation needs',
  needs: ['mint'],
  control: goodTokenAcceptedFor(async (server) => (await server.gathered.scopedCall()).operation),
  probe: async (server) => {
    const { operation } = await server.gathered.scopedCall();
    const token = await server.mint({ scopes: [UNRELATED_SCOPE] });
    return { underscoped: await server.call({ token, operation }) };
  },
  judge: ({ underscoped }) => {
    if (underscoped.response.status !== 403 || bearerChallenge(underscoped) === undefined) {
      return doesNotApply('The refusal is no 403 with a Bearer challenge; other checks judge that.');
    }
    if (scopesOf(underscoped).length > 0) return ok;
    return violation('scope="…" in the challenge', 'no scope, so a client cannot know what to ask for');
  },
});
