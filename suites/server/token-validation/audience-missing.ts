import { doesNotApply, goodTokenAccepted, isServed, refused, serverCheck } from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.token-validation.audience-missing',
  title: 'A token that names no audience is refused',
  needs: ['mint'],
  control: goodTokenAccepted,
  probe: async (server) => {
    await server.gathered.protectedOperation();
    const [missing, foreign] = await Promise.all([
      server.mint({ audience: null }),
      server.mint({ audience: 'https://another-resource.example/mcp' }),
    ]);
    return {
      missing: await server.call({ token: missing }),
      foreign: await server.call({ token: foreign }),
    };
  },
  judge: ({ missing, foreign }) => {
    if (isServed(foreign)) return doesNotApply('Any audience is accepted; another check judges that.');
    return refused(missing, 'a token without an audience');
  },
});
