import {
  authorizationServerCheck,
  goodCodeRedeemed,
  isTokenResponse,
  noCode,
  ok,
  tolerated,
  violation,
} from '../../../harness/index.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.pkce.unsupported-method',
  title: 'An unknown code_challenge_method gives invalid_request',
  needs: ['login'],
  control: goodCodeRedeemed,
  probe: async (server) => {
    const ask = () => server.authorize({ parameters: { code_challenge_method: 'S512' } });
    const both = await Promise.all([ask(), ask()]);
    const [first, second] = both;
    const page = both.find(({ end, reply }) => end === 'page' && (reply.status ?? 0) < 400);
    if (page !== undefined) throw noCode(page);
    // Silently taken as S256, or as plain.
    const redeemed = await Promise.all([
      ...(first.code === undefined ? [] : [server.redeem(first)]),
      ...(second.code === undefined
        ? []
        : [server.redeem(second, { code_verifier: second.sent.get('code_challenge') ?? '' })]),
    ]);
    return {
      exchanges: both.flatMap(({ exchanges }) => exchanges),
      redeemed: redeemed.map(({ exchange }) => exchange),
      isCode: first.code !== undefined,
      error: first.error ?? null,
    };
  },
  judge: ({ redeemed, isCode, error }) => {
    const expected = 'error=invalid_request at the redirect URI, or a page that says so';
    if (redeemed.some(isTokenResponse)) return violation(expected, 'a code, and a token by another method');
    if (isCode) return tolerated(expected, 'a code that nothing redeems');
    const isOther = error !== null && error !== 'invalid_request';
    return isOther ? tolerated(expected, `error=${error}`) : ok;
  },
});
