import {
  eachRefused,
  fixedSignature,
  forge,
  goodJws,
  goodTokenAccepted,
  presentEach,
  serverCheck,
  unsigned,
} from '../../../harness/index.ts';

export default serverCheck({
  requirement: 'server.security.jwt-alg-none',
  title: 'An unsigned JWT is refused, however its alg spells none',
  needs: ['token'],
  control: goodTokenAccepted,
  probe: async (server) => {
    const jws = await goodJws(server);
    const copied = fixedSignature(jws.segments[2]);
    const forgeries = ['none', 'None', 'NONE', 'nOnE'].flatMap((alg) => [
      [`a JWT with alg ${alg} and no signature`, forge(jws, { header: { alg }, sign: unsigned })] as const,
      [
        `a JWT with alg ${alg} and a copied signature`,
        forge(jws, { header: { alg }, sign: copied }),
      ] as const,
    ]);
    return presentEach(server, Object.fromEntries(forgeries));
  },
  judge: eachRefused,
});
