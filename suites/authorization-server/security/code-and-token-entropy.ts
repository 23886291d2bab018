import {
  authorizationServerCheck,
  countsUp,
  doesNotApply,
  firstProblem,
  guessedBits,
  issuedIn,
  ok,
  violation,
  type AuthorizationServerContext,
  type Exchange,
} from '../../../harness/index.ts';

const DOZEN = 12;
/** RFC 6749 §10.10 asks for 128; a UUID, which has 122, is taken. */
const FEWEST_BITS = 112;

export default authorizationServerCheck({
  requirement: 'authorization-server.security.code-and-token-entropy',
  title: 'Codes, tokens and client identifiers cannot be guessed',
  needs: ['login'],
  last: true,
  probe: async (server) => {
    const requests = await topUp(server);
    const { codes, accessTokens, refreshTokens, clientIds } = issuedIn(server.gathered);
    return {
      requests,
      seen: { codes: codes.length, accessTokens: accessTokens.length, clientIds: clientIds.length },
      repeatedCodes: codes.length - new Set(codes).size,
      // What is signed or encrypted cannot be made up, whatever it says.
      bits: {
        code: guessedBits(codes.filter(isOpaque)) ?? null,
        'access token': guessedBits(accessTokens.filter(isOpaque)) ?? null,
        'refresh token': guessedBits(refreshTokens.filter(isOpaque)) ?? null,
      },
      counting: [
        ...(countsUp(codes) ? ['codes'] : []),
        ...(countsUp(accessTokens) ? ['access tokens'] : []),
        ...(countsUp(refreshTokens) ? ['refresh tokens'] : []),
        ...(countsUp(clientIds) ? ['client identifiers'] : []),
      ],
    };
  },
  judge: ({ seen, repeatedCodes, bits, counting }) => {
    if (seen.codes === 0) return doesNotApply('No code was issued in this run.');
    const short = Object.entries(bits).filter(([, one]) => typeof one === 'number' && one < FEWEST_BITS);
    return firstProblem([
      ...(counting.length === 0 ? [] : [violation('no value counts up', `${counting.join(', ')} count up`)]),
      ...(repeatedCodes === 0 ? [] : [violation('each code is new', 'a code came more than once')]),
      ...short.map(([name, one]) =>
        violation(
          `each ${name} has 128 bits that cannot be guessed`,
          `at most ${String(one)} differ from one to the next`,
        ),
      ),
      ok,
    ]);
  },
});

/** What the other checks were given is enough, unless this one runs alone. */
async function topUp(server: AuthorizationServerContext): Promise<Exchange[]> {
  const lacking = Math.max(0, DOZEN - issuedIn(server.gathered).codes.length);
  const grants = await Promise.all(Array.from({ length: lacking }, () => server.grant()));
  return grants.map(({ reply }) => reply.exchange);
}

const isOpaque = (value: string) => value.split('.').length < 3;
