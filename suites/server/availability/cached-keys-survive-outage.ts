import {
  describe,
  firstProblem,
  goodTokenAccepted,
  isServed,
  notApplicable,
  ok,
  serverCheck,
  verificationStyle,
  violation,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.availability.cached-keys-survive-outage',
  title: 'Tokens of a known key keep working while the authorization server is away',
  needs: ['mint', 'outage'],
  control: goodTokenAccepted,
  exclusive: true,
  probe: async (server) => {
    if ((await verificationStyle(server)) !== 'local')
      throw notApplicable(
        'The server asks the authorization server about tokens, so nothing can be cached for long.',
      );
    const [token, fresh] = [await server.goodToken(), await server.goodToken()];
    await server.call({ token });
    const outage = await server.outage({ mode: 'refused' });
    const evidence = { same: await server.call({ token }), fresh: await server.call({ token: fresh }) };
    await outage.end();
    return evidence;
  },
  judge: (answers) =>
    firstProblem(
      Object.values(answers).map((answer) =>
        isServed(answer)
          ? ok
          : violation('a token of a key that the server has is accepted during an outage', describe(answer)),
      ),
    ),
});
