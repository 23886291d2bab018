import {
  doesNotApply,
  firstProblem,
  goodTokenAccepted,
  isServed,
  refused,
  serverCheck,
} from '../../../harness/index.ts';

const OTHERS = ['https://another-resource.example/mcp', 'https://third-resource.example/mcp'];

export default serverCheck({
  requirement: 'server.token-validation.audience-array',
  title: 'A token whose list of audiences lacks this server is refused',
  needs: ['mint'],
  control: goodTokenAccepted,
  probe: async (server) => {
    await server.gathered.protectedOperation();
    const lookalike = `${await server.gathered.resource()}-other`;
    const call = async (audience: string | string[]) =>
      server.call({ token: await server.mint({ audience }) });
    const [withoutOwn, similar, foreign, alone] = await Promise.all([
      call(OTHERS),
      call([...OTHERS, lookalike]),
      call(OTHERS[0] ?? ''),
      call(lookalike),
    ]);
    return { withoutOwn, similar, foreign, alone };
  },
  // A server may want to be the only audience, so how it takes a list with itself among others is its own affair.
  judge: ({ withoutOwn, similar, foreign, alone }) => {
    if (isServed(foreign) || isServed(alone))
      return doesNotApply('Any audience, or any that begins alike, is accepted; another check judges that.');
    return firstProblem([
      refused(withoutOwn, 'a token for two other resources'),
      refused(similar, 'a token for several resources of which one begins like this one'),
    ]);
  },
});
