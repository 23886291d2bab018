import {
  authorizationServerCheck,
  errorOf,
  firstProblem,
  goodCodeRedeemed,
  isTokenResponse,
  ok,
  refusedWithError,
  saidBy,
  tolerated,
  type Answered,
  type Judgement,
} from '../../../harness/index.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.token.repeated-parameters',
  title: 'A token request that repeats a parameter is refused with invalid_request',
  needs: ['login'],
  control: goodCodeRedeemed,
  probe: async (server) => {
    const [first, second] = await Promise.all([server.code(), server.code()]);
    const grantType = 'authorization_code';
    const [twoGrantTypes, twoCodes] = await Promise.all([
      server.redeem(first, { grant_type: [grantType, grantType] }),
      server.redeem(second, { code: [second.code, second.code] }),
    ]);
    return { twoGrantTypes: twoGrantTypes.exchange, twoCodes: twoCodes.exchange };
  },
  judge: ({ twoGrantTypes, twoCodes }) =>
    firstProblem([judgeOne(twoGrantTypes, 'grant_type sent twice'), judgeOne(twoCodes, 'code sent twice')]),
});

function judgeOne(exchange: Answered, what: string): Judgement {
  const { status } = exchange.response;
  const judgement = refusedWithError(exchange, ['invalid_request'], what);
  const isRefused = !isTokenResponse(exchange) && status >= 400 && status < 500;
  if (judgement.kind !== 'violation' || !isRefused) return judgement;
  // Nothing was issued; only the code is another one.
  return errorOf(exchange) === undefined
    ? ok
    : tolerated(`${what} is refused with invalid_request`, saidBy(exchange));
}
