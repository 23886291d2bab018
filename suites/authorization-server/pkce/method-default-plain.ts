import {
  authorizationServerCheck,
  goodCodeRedeemed,
  isTokenResponse,
  noCode,
  ok,
  tolerated,
} from '../../../harness/index.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.pkce.method-default-plain',
  title: 'A code_challenge without a method is never taken as S256',
  needs: ['login'],
  control: goodCodeRedeemed,
  probe: async (server) => {
    const parameters = { code_challenge_method: undefined };
    const authorization = await server.authorize({ parameters });
    const { end, reply, exchanges, code } = authorization;
    if (end === 'page' && (reply.status ?? 0) < 400) throw noCode(authorization);
    const redeemed = code === undefined ? [] : [(await server.redeem(authorization)).exchange];
    return { exchanges, redeemed };
  },
  judge: ({ redeemed }) =>
    redeemed.some(isTokenResponse)
      ? tolerated('a refusal: without a method the challenge is a plain one', 'the S256 preimage got a token')
      : ok,
});
