import {
  challengesOf,
  doesNotApply,
  firstProblem,
  goodTokenAccepted,
  refused,
  refusedWith,
  serverCheck,
  violation,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.token-validation.other-scheme',
  title: 'Credentials of another scheme count as none: 401 with a challenge',
  needs: ['token'],
  control: goodTokenAccepted,
  probe: async (server) => {
    const { bare } = await server.gathered.protectedOperation();
    const token = await server.goodToken();
    const call = (value: string) => server.call({ authorization: [value] });
    const [basic, goodAsBasic, goodAsToken] = await Promise.all([
      call('Basic eDp5'),
      call(`Basic ${token}`),
      call(`Token ${token}`),
    ]);
    return { bare, basic, goodAsBasic, goodAsToken };
  },
  judge: ({ bare, basic, goodAsBasic, goodAsToken }) => {
    const problem = firstProblem([
      // 400 is there for requests that a server takes for malformed.
      refusedWith([400, 401], basic, 'credentials of the scheme Basic'),
      refused(goodAsBasic, 'a good token after "Basic"'),
      refused(goodAsToken, 'a good token after "Token"'),
    ]);
    if (problem.kind !== 'ok' || basic.response.status !== 401 || challengesOf(basic).length > 0)
      return problem;
    if (challengesOf(bare).length === 0)
      return doesNotApply('No 401 has a challenge; another check judges that.');
    return violation('a challenge in the 401', 'none, though the 401 without credentials has one');
  },
});
