import {
  authorizationServerCheck,
  goodCodeRedeemed,
  isTokenResponse,
  ok,
  unclear,
  violation,
} from '../../../harness/index.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.pkce.challenge-bound-to-code',
  title: 'The code_verifier of another transaction does not redeem a code',
  needs: ['login'],
  control: goodCodeRedeemed,
  probe: async (server) => {
    // Of its own, so that nothing of the control comes between the two transactions.
    const client = await server.client({});
    const earlier = await server.code({ client });
    const later = await server.code({ client });
    const crossed = await Promise.all([
      server.redeem(earlier, { code_verifier: later.verifier }),
      server.redeem(later, { code_verifier: earlier.verifier }),
    ]);
    return { crossed: crossed.map(({ exchange }) => exchange) };
  },
  judge: ({ crossed }) => {
    if (crossed.some(isTokenResponse))
      return violation('invalid_grant for the verifier of another code', 'a token was issued');
    const odd = crossed.find(({ response }) => response.status >= 500 || response.status === 429);
    return odd === undefined ? ok : unclear(`The token endpoint answered ${odd.response.status}.`);
  },
});
