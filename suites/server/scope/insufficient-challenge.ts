import {
  bearerChallenge,
  doesNotApply,
  goodTokenAcceptedFor,
  ok,
  parameter,
  serverCheck,
  UNRELATED_SCOPE,
  violation,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.scope.insufficient-challenge',
  title: 'The 403 for a missing scope says error="insufficient_scope"',
  needs: ['mint'],
  control: goodTokenAcceptedFor(async (server) => (await server.gathered.scopedCall()).operation),
  probe: async (server) => {
    const { operation } = await server.gathered.scopedCall();
    const token = await server.mint({ scopes: [UNRELATED_SCOPE] });
    return { underscoped: await server.call({ token, operation }) };
  },
  judge: ({ underscoped }) => {
    if (underscoped.response.status !== 403) {
      return doesNotApply('The missing scope did not lead to a 403; another check judges that.');
    }
    const expected = 'WWW-Authenticate: Bearer error="insufficient_scope"';
    const challenge = bearerChallenge(underscoped);
    if (challenge === undefined) return violation(expected, 'no Bearer challenge');
    const error = parameter(challenge, 'error');
    if (error === 'insufficient_scope') return ok;
    return violation(expected, error === undefined ? 'no error parameter' : `error="${error}"`);
  },
});
