import {
  eachRefused,
  goodTokenAccepted,
  isServed,
  presentEach,
  readJws,
  serverCheck,
  type Json,
} from '../../../harness/index.ts';

/** Stands where JSON has no way to write the number; replaced in the text. */
const ENDLESS = 'endless';
const BEYOND_RANGE = 'a JWT whose exp is 1e999';

function oddities(audience: Json): Record<string, { [claim: string]: Json }> {
  const later = Math.floor(Date.now() / 1000) + 3_600;
  const members = Array.isArray(audience) ? audience : [audience];
  return {
    'a JWT whose exp is a word': { exp: 'never' },
    'a JWT whose exp is a number in a text': { exp: String(later) },
    [BEYOND_RANGE]: { exp: ENDLESS },
    'a JWT whose exp is null': { exp: null },
    'a JWT whose exp is an array': { exp: [later] },
    'a JWT whose aud is a number': { aud: 42 },
    'a JWT whose aud is an object': {
      aud: Object.fromEntries(members.map((one) => [typeof one === 'string' ? one : 'none', true])),
    },
  };
}

export default serverCheck({
  requirement: 'server.security.jwt-odd-claim-types',
  title: 'A JWT whose exp or aud has a wrong type is refused without a fault',
  needs: ['mint'],
  control: goodTokenAccepted,
  probe: async (server) => {
    const claims = readJws(await server.mint())?.claims ?? {};
    const minted = Object.entries(oddities(claims['aud'] ?? null)).map(async ([name, odd]) => {
      const payload = JSON.stringify({ ...claims, ...odd }).replace(`"exp":"${ENDLESS}"`, '"exp":1e999');
      return [name, await server.mint({ payload, active: false })] as const;
    });
    return presentEach(server, Object.fromEntries(await Promise.all(minted)));
  },
  judge: ({ [BEYOND_RANGE]: endless, ...wrong }) =>
    // It is a number, though one beyond the range of most (RFC 7519 §2, RFC 8259 §6): it may count as very late, but
    // must not make the server stumble.
    eachRefused(endless === undefined || isServed(endless) ? wrong : { ...wrong, [BEYOND_RANGE]: endless }),
});
