import {
  eachRefused,
  fixedSignature,
  forge,
  goodJws,
  goodTokenAccepted,
  hs256,
  presentEach,
  serverCheck,
  type Json,
} from '../../../harness/index.ts';

/** What a careless lookup might do with the kid, and the secret that it would then find. */
const ATTACKS: [what: string, kid: Json, secret: string][] = [
  ['climbs to an empty file', '../../../../../../../../../../dev/null', ''],
  ['is an absolute path to an empty file', '/dev/null', ''],
  ['holds SQL', "x' UNION SELECT 'guessed' -- ", 'guessed'],
  ['is a URL', 'http://127.0.0.1:9/keys', 'guessed'],
  ['is very long', 'k'.repeat(4_000), ''],
  ['is an object', { $ne: null }, ''],
  ['names a property that every object has', '__proto__', '[object Object]'],
];

export default serverCheck({
  requirement: 'server.security.jwt-kid-injection',
  title: 'A hostile kid leads to a refusal, not to a key of the sender and not to a fault',
  needs: ['token'],
  control: goodTokenAccepted,
  probe: async (server) => {
    const jws = await goodJws(server);
    const copied = fixedSignature(jws.segments[2]);
    const forgeries = ATTACKS.flatMap(([what, kid, secret]) => [
      [
        `a JWT with alg HS256 whose kid ${what}`,
        forge(jws, { header: { alg: 'HS256', kid }, sign: hs256(secret) }),
      ] as const,
      // The usual algorithm, so that the kid is looked up at all.
      [`a JWT whose kid ${what}`, forge(jws, { header: { kid }, sign: copied })] as const,
    ]);
    return presentEach(server, Object.fromEntries(forgeries));
  },
  judge: eachRefused,
});
