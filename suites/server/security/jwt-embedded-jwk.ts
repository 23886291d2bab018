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
  requirement: 'server.security.jwt-embedded-jwk',
  title: 'A key that the token itself brings in its jwk header is not used',
  needs: ['token'],
  control: goodTokenAccepted,
  probe: async (server) => {
    const [jws, { privateKey, jwk }] = await Promise.all([goodJws(server), ownKey()]);
    const sign = rs256(privateKey);
    const { kid: ownKid, ...unnamed } = jwk;
    return presentEach(server, {
      'a JWT with its own key in jwk': forge(jws, { header: { alg: 'RS256', kid: ownKid, jwk }, sign }),
      'a JWT with its own key in jwk and the kid of a published key': forge(jws, {
        header: { alg: 'RS256', jwk: unnamed },
        sign,
      }),
      'a JWT with its own key in jwk and no kid': forge(jws, {
        header: { alg: 'RS256', kid: undefined, jwk: unnamed },
        sign,
      }),
    });
  },
  judge: eachRefused,
});
