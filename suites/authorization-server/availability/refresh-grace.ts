import {
  authorizationServerCheck,
  describe,
  doesNotApply,
  goodRefreshAccepted,
  isObject,
  isTokenResponse,
  notApplicable,
  ok,
  violation,
} from '../../../harness/index.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.availability.refresh-grace',
  title: 'A client that refreshes twice at once goes on with what it got',
  needs: ['login'],
  control: goodRefreshAccepted,
  probe: async (server) => {
    const grant = await server.grant();
    if (grant.refreshToken === undefined)
      throw notApplicable('It issued no refresh token to the test client.');
    const twice = await Promise.all([server.refresh(grant), server.refresh(grant)]);
    const exchanges = twice.map(({ exchange }) => exchange);
    const got = twice.filter(({ exchange }) => isTokenResponse(exchange)).map((reply) => reply.json());
    if (got.length === 0) return { exchanges, further: [] };
    // A client keeps one of the answers, and does not know which.
    const tokens = got.map((answer) => (isObject(answer) ? answer['refresh_token'] : undefined));
    const kept = tokens.find((one) => typeof one === 'string') ?? grant.refreshToken;
    const next = await server.refresh({ ...grant, refreshToken: kept });
    return { exchanges, further: [next.exchange] };
  },
  judge: ({ exchanges, further }) => {
    if (!exchanges.some(isTokenResponse))
      return violation(
        'one of two refresh requests at the same time brings tokens',
        `none does: ${exchanges.map(describe).join(' and ')}`,
      );
    if (further.some(isTokenResponse)) return ok;
    // RFC 9700 §4.14.2 knows both: what looks like a stolen token may end the grant.
    return doesNotApply('It ends the grant when a refresh token is used twice, however soon.');
  },
});
