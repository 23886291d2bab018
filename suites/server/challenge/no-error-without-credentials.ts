import { bearerChallenge, doesNotApply, ok, serverCheck, violation } from '../../../harness/index.ts';

const ERRORS = ['error', 'error_description', 'error_uri'];

export default serverCheck({
  requirement: 'server.challenge.no-error-without-credentials',
  title: 'The challenge to a request without credentials states no error',
  probe: async (server) => ({ bare: await server.gathered.challenge() }),
  judge: ({ bare }) => {
    const challenge = bearerChallenge(bare);
    if (challenge === undefined)
      return doesNotApply('There is no Bearer challenge; another check judges that.');
    const stated = challenge.parameters.find(({ name }) => ERRORS.includes(name.toLowerCase()));
    return stated === undefined
      ? ok
      : violation(
          'no error parameter when no credentials came (RFC 6750 §3.1)',
          `${stated.name}="${stated.value}"`,
        );
  },
});
