import { goodTokenAccepted, refused, serverCheck } from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.token-validation.audience-mismatch',
  title: 'A token that was issued for another resource is refused',
  needs: ['mint'],
  control: goodTokenAccepted,
  probe: async (server) => ({
    foreign: await server.call({
      token: await server.mint({ audience: ['https://another-resource.example/mcp'] }),
    }),
  }),
  judge: ({ foreign }) => refused(foreign, 'a token for another resource'),
});
