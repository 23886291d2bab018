import {
  firstProblem,
  goodTokenAccepted,
  refused,
  serverCheck,
  startForeignIssuer,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.token-validation.own-issuer-tokens-only',
  title: 'A genuine token of another authorization server is refused',
  needs: ['mint'],
  control: goodTokenAccepted,
  probe: async (server) => {
    await server.gathered.protectedOperation();
    const { mock } = server.lab();
    const key = await mock.unpublishedJwk();
    await using foreign = await startForeignIssuer(key);
    const { issuer } = foreign;
    const call = async (audience?: string) => {
      const common = { key: 'unpublished', header: { kid: key.kid }, issuer } as const;
      return server.call({
        token: await server.mint(audience === undefined ? common : { ...common, audience }),
      });
    };
    const [forUpstream, forThisServer] = await Promise.all([call('https://upstream-api.example'), call()]);
    return { forUpstream, forThisServer };
  },
  judge: ({ forUpstream, forThisServer }) =>
    firstProblem([
      refused(forUpstream, 'a token of another authorization server, for another API'),
      refused(forThisServer, 'a token of another authorization server that names this server'),
    ]),
});
