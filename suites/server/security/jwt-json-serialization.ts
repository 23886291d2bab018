import {
  base64url,
  firstProblem,
  goodJws,
  goodTokenAccepted,
  isServed,
  ok,
  presentEach,
  refused,
  serverCheck,
} from '../../../harness/index.ts';

const GENUINE = 'a JWS in JSON serialization, base64url-encoded';

export default serverCheck({
  requirement: 'server.security.jwt-json-serialization',
  title: 'JSON serialized, encrypted, nested and misshapen tokens are refused without a fault',
  needs: ['token'],
  control: goodTokenAccepted,
  probe: async (server) => {
    const { segments } = await goodJws(server);
    const [header, payload, signature] = segments;
    const compact = segments.join('.');
    const jwe = base64url({ alg: 'dir', enc: 'A128GCM', cty: 'JWT' });
    return presentEach(server, {
      [GENUINE]: base64url({ protected: header, payload, signature }),
      'a JWE of five parts': `${jwe}..AAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAA`,
      'a JWT around a JWT, unsigned': `${base64url({ alg: 'none', cty: 'JWT' })}.${base64url(compact)}.`,
      'a token with seven dots': 'eyJhbGciOiJSUzI1NiJ9.e30.AA.AA.AA.AA.AA.AA',
      'a token of dots alone': '..',
      'a JWT whose header is no JSON': `AAAA.${payload}.${signature}`,
      'a JWT whose header is null': `${base64url('null')}.${payload}.${signature}`,
      'a JWT whose payload is no JSON': `${header}.AAAA.${signature}`,
    });
  },
  // The first is genuine but for its form, and a server may know that form.
  judge: (answers) =>
    firstProblem(
      Object.entries(answers).map(([name, answer]) =>
        name === GENUINE && isServed(answer) ? ok : refused(answer, name),
      ),
    ),
});
