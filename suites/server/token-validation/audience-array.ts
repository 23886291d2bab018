import { doesNotApply, goodTokenAccepted, isServed, refused, serverCheck } from '../../../harness/index.ts';

const OTHERS = ['https://another-resource.example/mcp', 'https://third-resource.example/mcp'];

export default serverCheck({
  requirement: 'server.token-validation.audience-array',
  title: 'A token whose list of audiences lacks this server is refused',
  needs: ['mint'],
  control: goodTokenAccepted,
  probe: async (server) => {
    await server.gathered.protectedOperation();
    const call = async (audience: string | string[]) =>
      server.call({ token: await server.mint({ audience }) });
    const [withoutOwn, foreign] = await Promise.all([call(OTHERS), call(OTHERS[0] ?? '')]);
    return { withoutOwn, foreign };
  },
  // A server may want to be the only audience, so how it takes a list with itself among others is its own affair.
  judge: ({ withoutOwn, foreign }) => {
    if (isServed(foreign)) return doesNotApply('Any audience is accepted; another check judges that.');
    return refused(withoutOwn, 'a token for two other resources');
  },
});
