import {
  eachRefused,
  forge,
  goodJws,
  goodTokenAccepted,
  notApplicable,
  ownKey,
  presentEach,
  rs256,
  serverCheck,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.security.jwt-weak-algorithms',
  title: 'Only the algorithm that is published for a key is accepted, and no short RSA key',
  needs: ['mint'],
  control: goodTokenAccepted,
  probe: async (server) => {
    const { header } = await goodJws(server);
    if (header['alg'] !== 'RS256') throw notApplicable('The authorization server does not sign with RS256.');
    const [jws, weak, pss, longer] = await Promise.all([
      goodJws(server),
      ownKey(1024),
      server.mint({ algorithm: 'PS256', active: false }),
      server.mint({ algorithm: 'RS512', active: false }),
    ]);
    return presentEach(server, {
      'a JWT signed with PS256 where RS256 is published for the key': pss,
      'a JWT signed with RS512 where RS256 is published for the key': longer,
      'a JWT signed with an RSA key of 1024 bits': forge(jws, { sign: rs256(weak.privateKey) }),
    });
  },
  judge: eachRefused,
});
