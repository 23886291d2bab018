import {
  bearerChallenge,
  doesNotApply,
  goodTokenAcceptedFor,
  ok,
  parameter,
  serverCheck,
  UNRELATED_SCOPE,
  violation,
  type Answered,
} from '../../../harness/index.ts';

function metadataUrl(exchange: Answered): string | undefined {
  const challenge = bearerChallenge(exchange);
  return challenge === undefined ? undefined : parameter(challenge, 'resource_metadata');
}

export default serverCheck({
  requirement: 'server.scope.challenge-resource-metadata',
  title: 'The 403 for a missing scope repeats the resource_metadata of the 401',
  needs: ['mint'],
  control: goodTokenAcceptedFor(async (server) => (await server.gathered.scopedCall()).operation),
  probe: async (server) => {
    const { operation } = await server.gathered.scopedCall();
    const token = await server.mint({ scopes: [UNRELATED_SCOPE] });
    return {
      bare: await server.gathered.challenge(),
      underscoped: await server.call({ token, operation }),
    };
  },
  judge: ({ bare, underscoped }) => {
    if (underscoped.response.status !== 403 || bearerChallenge(underscoped) === undefined) {
      return doesNotApply('The refusal is no 403 with a Bearer challenge; other checks judge that.');
    }
    const [expected, actual] = [metadataUrl(bare), metadataUrl(underscoped)];
    if (expected === undefined) return doesNotApply('The 401 names no resource_metadata to repeat.');
    if (actual === expected) return ok;
    return violation(`resource_metadata="${expected}"`, actual ?? 'no resource_metadata');
  },
});
