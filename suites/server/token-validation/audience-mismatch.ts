import { goodTokenAccepted, refused, serverCheck } from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.token-validation.audience-mismatch',
  title: 'A token that was issued for another resource is refused',
  needs: ['mint'],
  control: goodTokenAccepted,
  probe: async (server) => {
    await server.gathered.protectedOperation();
    const token = await server.mint({ audience: 'https://another-resource.example/mcp' });
    return { foreign: await server.call({ token }) };
  },
  judge: ({ foreign }) => refused(foreign, 'a token for another resource'),
});
