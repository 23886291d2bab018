import { eachRefused, goodTokenAccepted, presentEach, serverCheck } from '../../../harness/index.ts';

/** The signing input with its payload decoded, as RFC 7797 §3 has it. */
function unencoded(signingInput: string): string {
  const [header = '', payload = ''] = signingInput.split('.');
  return `${header}.${Buffer.from(payload, 'base64url').toString('utf8')}`;
}

export default serverCheck({
  requirement: 'server.security.jwt-b64-false',
  title: 'A JWT whose signature covers the unencoded payload is refused',
  needs: ['mint'],
  control: goodTokenAccepted,
  probe: async (server) => {
    const raw = (input: string, sign: (text: string) => string) => sign(unencoded(input));
    // A verifier that knows nothing of b64 may rightly ignore it; so what is signed is what only b64 makes good.
    const [silent, critical] = await Promise.all([
      server.mint({ header: { b64: false }, signature: raw, active: false }),
      server.mint({ header: { b64: false, crit: ['b64'] }, signature: raw, active: false }),
    ]);
    return presentEach(server, {
      'a JWT with b64 false, signed unencoded': silent,
      'a JWT with b64 false and crit, signed unencoded': critical,
    });
  },
  judge: eachRefused,
});
