import { goodTokenAccepted, refusalHas401, serverCheck } from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.token-validation.invalid-token-401',
  title: 'The refusal of a token with a bad signature has the status 401',
  needs: ['mint'],
  control: goodTokenAccepted,
  probe: async (server) => {
    await server.gathered.protectedOperation();
    return { invalid: await server.call({ token: await server.mint({ signature: 'tampered' }) }) };
  },
  judge: ({ invalid }) => refusalHas401(invalid, 'a token with a bad signature'),
});
