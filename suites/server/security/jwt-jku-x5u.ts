import {
  eachRefused,
  forge,
  goodJws,
  goodTokenAccepted,
  ok,
  openBait,
  ownKey,
  pemOf,
  presentEach,
  rs256,
  serverCheck,
  violation,
} from '../../../harness/index.ts';

const KEY_SET = '/keys.json';
const CERTIFICATE = '/certificate.pem';

export default serverCheck({
  requirement: 'server.security.jwt-jku-x5u',
  title: 'URLs in the jku and x5u headers of a token are neither fetched nor trusted',
  needs: ['mint'],
  control: goodTokenAccepted,
  probe: async (server) => {
    const [jws, { privateKey, jwk, certificate }] = await Promise.all([goodJws(server), ownKey()]);
    await using bait = await openBait({ [KEY_SET]: { keys: [jwk] }, [CERTIFICATE]: pemOf(certificate) });
    const header = { alg: 'RS256', kid: jwk['kid'] };
    const sign = rs256(privateKey);
    const answers = await presentEach(server, {
      'a JWT whose jku names its own key set': forge(jws, {
        header: { ...header, jku: bait.url(KEY_SET) },
        sign,
      }),
      'a JWT whose x5u names its own certificate': forge(jws, {
        header: { ...header, x5u: bait.url(CERTIFICATE) },
        sign,
      }),
    });
    return { ...answers, fetched: [...bait.visits] };
  },
  judge: ({ fetched, ...answers }) => {
    const judgement = eachRefused(answers);
    if (judgement.kind !== 'ok' || fetched.length === 0) return judgement;
    const headers = [KEY_SET, CERTIFICATE].filter((path) => fetched.includes(path));
    const names = headers.map((path) => (path === KEY_SET ? 'jku' : 'x5u'));
    return names.length === 0
      ? ok
      : violation(
          'no request to a URL that a token names',
          `the server fetched the URL in ${names.join(' and ')}, as everybody can make it do`,
        );
  },
});
