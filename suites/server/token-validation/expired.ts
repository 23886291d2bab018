import { goodTokenAccepted, refusedWith401, serverCheck } from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.token-validation.expired',
  title: 'A token that expired ten minutes ago is refused with 401',
  needs: ['mint'],
  control: goodTokenAccepted,
  probe: async (server) => ({
    expired: await server.call({ token: await server.mint({ expiresIn: -600 }) }),
  }),
  judge: ({ expired }) => refusedWith401(expired, 'a token that expired ten minutes ago'),
});
