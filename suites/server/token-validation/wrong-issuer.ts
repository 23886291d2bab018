import { firstProblem, goodTokenAccepted, refused, serverCheck } from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.token-validation.wrong-issuer',
  title: 'A token of an issuer that is not trusted is refused, whatever its signature',
  needs: ['mint'],
  control: goodTokenAccepted,
  probe: async (server) => {
    await server.gathered.protectedOperation();
    const { issuer } = server.lab().mock.urls;
    const call = async (wrong: string) => server.call({ token: await server.mint({ issuer: wrong }) });
    const [other, lookalike] = await Promise.all([
      call('https://another-issuer.example'),
      call(`${issuer}.evil.example`),
    ]);
    return { other, lookalike };
  },
  judge: ({ other, lookalike }) =>
    firstProblem([
      refused(other, 'a token of another issuer'),
      refused(lookalike, 'a token of an issuer that begins like the trusted one'),
    ]),
});
