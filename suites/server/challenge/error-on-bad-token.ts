import {
  bearerChallenge,
  doesNotApply,
  ok,
  parameter,
  serverCheck,
  violation,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.challenge.error-on-bad-token',
  title: 'The challenge to a refused token says error="invalid_token"',
  probe: async (server) => {
    await server.gathered.protectedOperation();
    return { refused: await server.call({ token: 'not-a-token-0123456789' }) };
  },
  judge: ({ refused }) => {
    const challenge = bearerChallenge(refused);
    if (refused.response.status !== 401 || challenge === undefined) {
      return doesNotApply('The refusal is no 401 with a Bearer challenge; other checks judge that.');
    }
    const error = parameter(challenge, 'error');
    if (error === 'invalid_token') return ok;
    return violation(
      'error="invalid_token"',
      error === undefined ? 'no error parameter' : `error="${error}"`,
    );
  },
});
