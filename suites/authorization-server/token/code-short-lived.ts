import {
  authorizationServerCheck,
  goodCodeRedeemed,
  isTokenResponse,
  ok,
  tolerated,
  TOO_MANY,
  unclear,
  untested,
} from '../../../harness/index.ts';

/** Ten minutes are recommended at most (OAuth 2.1 §4.1.2). */
const ELEVEN_MINUTES = 11 * 60;

export default authorizationServerCheck({
  requirement: 'authorization-server.token.code-short-lived',
  title: 'A code is refused after eleven minutes',
  needs: ['login'],
  waits: true,
  // A laboratory may move the clock instead of waiting: nobody else may be under way then.
  exclusive: true,
  control: goodCodeRedeemed,
  probe: async (server) => {
    if (!server.target.waitExpiry) {
      throw untested('It takes eleven minutes to see that a code has expired: give --wait-expiry.');
    }
    const authorization = await server.code();
    await server.target.wait(ELEVEN_MINUTES);
    const { exchange } = await server.redeem(authorization);
    return { late: exchange };
  },
  judge: ({ late }) => {
    if (late.response.status === 429) return unclear(TOO_MANY);
    return isTokenResponse(late)
      ? tolerated(
          'a code expires ten minutes after its issue at the latest',
          'it was redeemed after eleven minutes',
        )
      : ok;
  },
});
