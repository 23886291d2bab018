import {
  bearerChallenge,
  doesNotApply,
  ok,
  parameter,
  serverCheck,
  violation,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.challenge.resource-metadata',
  title: 'The 401 challenge points to the protected resource metadata',
  probe: async (server) => ({
    bare: await server.gathered.challenge(),
  }),
  judge: ({ bare }) => {
    const challenge = bearerChallenge(bare);
    if (challenge === undefined)
      return doesNotApply('There is no Bearer challenge; another check judges that.');
    if (parameter(challenge, 'resource_metadata') !== undefined) return ok;
    return violation('resource_metadata="<URL>" in the Bearer challenge', 'the challenge has none');
  },
});
