import {
  eachRefused,
  forge,
  goodJws,
  goodTokenAccepted,
  hs256,
  presentEach,
  publicKeyTexts,
  publishedKey,
  serverCheck,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.security.jwt-hs256-public-key',
  title: 'A JWT that is signed by HMAC with the public key as the secret is refused',
  needs: ['token'],
  control: goodTokenAccepted,
  probe: async (server) => {
    const jws = await goodJws(server);
    const secrets = Object.entries(publicKeyTexts(await publishedKey(server, jws)));
    const forgeries = secrets.map(([form, secret]) => {
      const name = `a JWT with alg HS256 and the public key as secret (${form})`;
      return [name, forge(jws, { header: { alg: 'HS256' }, sign: hs256(secret) })] as const;
    });
    return presentEach(server, Object.fromEntries(forgeries));
  },
  judge: eachRefused,
});
