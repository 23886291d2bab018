import { goodTokenAccepted, refused, serverCheck } from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.security.jwt-missing-exp',
  title: 'A JWT without an expiry time is refused',
  needs: ['mint'],
  control: goodTokenAccepted,
  probe: async (server) => ({
    endless: await server.call({
      token: await server.mint({ claims: { exp: undefined }, active: false }),
    }),
  }),
  judge: ({ endless }) => refused(endless, 'a JWT without exp'),
});
