import {
  base64url,
  eachRefused,
  fixedSignature,
  forge,
  goodJws,
  goodTokenAccepted,
  presentEach,
  serverCheck,
} from '../../../harness/index.ts';

const ZEROS = base64url(new Uint8Array(64));
/** SEQUENCE of two INTEGERs of zero (X.690 §8.9, §8.3). */
const DER_ZEROS = base64url(Uint8Array.of(0x30, 6, 2, 1, 0, 2, 1, 0));

export default serverCheck({
  requirement: 'server.security.jwt-ecdsa-zero-signature',
  title: 'An ES256 signature of zeros is refused',
  needs: ['token'],
  control: goodTokenAccepted,
  probe: async (server) => {
    const jws = await goodJws(server);
    const alg = 'ES256';
    return presentEach(server, {
      'an ES256 JWT with a signature of 64 zero bytes': forge(jws, {
        header: { alg },
        sign: fixedSignature(ZEROS),
      }),
      'an ES256 JWT without kid and with a signature of 64 zero bytes': forge(jws, {
        header: { alg, kid: undefined },
        sign: fixedSignature(ZEROS),
      }),
      'an ES256 JWT with a DER signature of two zeros': forge(jws, {
        header: { alg },
        sign: fixedSignature(DER_ZEROS),
      }),
    });
  },
  judge: eachRefused,
});
