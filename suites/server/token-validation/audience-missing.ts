import {
  doesNotApply,
  firstProblem,
  goodTokenAccepted,
  isServed,
  ok,
  refused,
  serverCheck,
} from '../../../harness/index.ts';

const FOREIGN = 'https://another-resource.example/mcp';
/** The text leaves a server another way to verify that it is the recipient; only its operator knows. */
const EXCEPTION = 'unless the authorization server issues tokens for this server alone: --dedicated-issuer';

export default serverCheck({
  requirement: 'server.token-validation.audience-missing',
  title: 'A token that names no audience is refused',
  needs: ['mint'],
  control: goodTokenAccepted,
  probe: async (server) => {
    await server.gathered.protectedOperation();
    const call = async (audience: string | string[] | null) =>
      server.call({ token: await server.mint({ audience }) });
    const [missing, empty, foreign, foreignList] = await Promise.all([
      call(null),
      call([]),
      call(FOREIGN),
      call([FOREIGN]),
    ]);
    const { dedicatedIssuer } = server.target;
    return { missing, empty, foreign, foreignList, dedicatedIssuer };
  },
  judge: ({ missing, empty, foreign, foreignList, dedicatedIssuer }) => {
    if (isServed(foreign)) return doesNotApply('Any audience is accepted; another check judges that.');
    if (dedicatedIssuer)
      return doesNotApply(
        'The operator says that the authorization server issues tokens for this server alone.',
      );
    return firstProblem([
      refused(missing, `a token without an audience (${EXCEPTION})`),
      // Where a list is not looked into at all, another check judges that.
      isServed(foreignList) ? ok : refused(empty, 'a token with an empty list of audiences'),
    ]);
  },
});
