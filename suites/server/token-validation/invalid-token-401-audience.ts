import { goodTokenAccepted, refusalHas401, serverCheck } from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.token-validation.invalid-token-401',
  title: 'The refusal of a token for another resource has the status 401',
  needs: ['mint'],
  control: goodTokenAccepted,
  probe: async (server) => {
    await server.gathered.protectedOperation();
    return {
      invalid: await server.call({
        token: await server.mint({ audience: 'https://another-resource.example/mcp' }),
      }),
    };
  },
  judge: ({ invalid }) => refusalHas401(invalid, 'a token for another resource'),
});
