import { authorizationServerCheck, bodyOf, ok, unclear, violation } from '../../../harness/index.ts';
import { tokenResponses } from '../token-requests.ts';

/** Our own measure: no text gives a figure. */
const MOST_SECONDS = 24 * 60 * 60;

export default authorizationServerCheck({
  requirement: 'authorization-server.token.short-lifetime',
  title: 'An access token is good for a day at most',
  needs: ['login'],
  probe: async (server) => {
    const { redeemed, ownLifetime } = await tokenResponses(server);
    return { redeemed, ownLifetime };
  },
  judge: ({ redeemed, ownLifetime }) => {
    const body = bodyOf(redeemed);
    if (body?.['access_token'] === undefined) return unclear('A good code brought no token.');
    // A text is another check's business, and so is what the token itself says beside what is announced.
    const announced = Number(body['expires_in'] ?? NaN);
    const seconds = Number.isFinite(announced) ? announced : ownLifetime;
    const expected = `access tokens end after a few hours, ${MOST_SECONDS} seconds at most (the measure of this tool)`;
    if (seconds === null) return violation(expected, 'neither the response nor the token names an end');
    return seconds <= MOST_SECONDS ? ok : violation(expected, `${seconds} seconds`);
  },
});
