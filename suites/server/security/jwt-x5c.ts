import {
  eachRefused,
  forge,
  goodJws,
  goodTokenAccepted,
  ownKey,
  presentEach,
  rs256,
  serverCheck,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.security.jwt-x5c',
  title: 'A self-signed certificate in the x5c header of a token is not trusted',
  needs: ['token'],
  control: goodTokenAccepted,
  probe: async (server) => {
    const [jws, { privateKey, certificate }] = await Promise.all([goodJws(server), ownKey()]);
    const sign = rs256(privateKey);
    const x5c = [certificate];
    return presentEach(server, {
      'a JWT with its own certificate in x5c': forge(jws, {
        header: { alg: 'RS256', kid: undefined, x5c },
        sign,
      }),
      'a JWT with its own certificate in x5c and the kid of a published key': forge(jws, {
        header: { alg: 'RS256', x5c },
        sign,
      }),
    });
  },
  judge: eachRefused,
});
