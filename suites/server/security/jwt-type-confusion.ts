import { eachRefused, goodTokenAccepted, presentEach, serverCheck } from '../../../harness/index.ts';

const EVENTS = { 'http://schemas.openid.net/event/backchannel-logout': {} };

export default serverCheck({
  requirement: 'server.security.jwt-type-confusion',
  title: 'A logout token is not taken for an access token, although it names this audience',
  needs: ['mint'],
  control: goodTokenAccepted,
  probe: async (server) => {
    // Plain JWT is the type of many access tokens, so a token of that type proves nothing.
    const [declared, full] = await Promise.all([
      server.mint({ header: { typ: 'logout+jwt' }, claims: { events: EVENTS }, active: false }),
      server.mint({ header: { typ: 'application/logout+jwt' }, active: false }),
    ]);
    return presentEach(server, {
      'a logout token (typ logout+jwt)': declared,
      'a JWT with typ application/logout+jwt': full,
    });
  },
  judge: eachRefused,
});
