import { goodTokenAccepted, refusalHas401, serverCheck } from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.token-validation.invalid-token-401',
  title: 'The refusal of a token that is not valid yet has the status 401',
  needs: ['mint'],
  control: goodTokenAccepted,
  probe: async (server) => {
    await server.gathered.protectedOperation();
    return {
      invalid: await server.call({
        token: await server.mint({ notBefore: Math.floor(Date.now() / 1000) + 3600, expiresIn: 7200 }),
      }),
    };
  },
  judge: ({ invalid }) => refusalHas401(invalid, 'a token that is not valid yet'),
});
