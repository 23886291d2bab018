import { eachRefused, goodTokenAccepted, presentEach, serverCheck } from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.security.jwt-crit',
  title: 'A JWT with a critical header extension that nobody knows is refused',
  needs: ['mint'],
  control: goodTokenAccepted,
  probe: async (server) =>
    presentEach(server, {
      // Not active: an authorization server that is asked would not vouch for it.
      'a well-signed JWT with an unknown critical extension': await server.mint({
        header: { crit: ['x-unknown'], 'x-unknown': true },
        active: false,
      }),
    }),
  judge: eachRefused,
});
