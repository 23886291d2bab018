import {
  authorizationServerCheck,
  errorOf,
  isTokenResponse,
  notApplicable,
  ok,
  saidBy,
  unclear,
  untested,
  violation,
  type AuthorizationServerContext,
  type Client,
} from '../../../harness/index.ts';
import { lifetimeOfSecret, secretOnRequest } from '../secrets.ts';

/** For clocks that disagree, and for rounding. */
const MARGIN = 5;
const SHORT_WAIT = 5;
const LONGEST_WAIT = 2 * 60 * 60;

export default authorizationServerCheck({
  requirement: 'authorization-server.stale-client.secret-expiry-honoured',
  title: 'A client secret works until it expires, and no longer',
  needs: ['login', 'registration'],
  waits: true,
  // A laboratory may move the clock instead of waiting: nobody else may be under way then.
  exclusive: true,
  probe: async (server) => {
    const client = await secretOnRequest(server);
    const seconds = lifetimeOfSecret(client);
    if (seconds === undefined) throw notApplicable('Its client secrets do not expire.');
    const wait = Math.max(0, seconds);
    if (wait > SHORT_WAIT && !server.target.waitExpiry) {
      throw untested(
        `A client secret expires after ${seconds} seconds: give --wait-expiry to see whether it does.`,
      );
    }
    if (wait > LONGEST_WAIT)
      throw untested(`A client secret expires after ${seconds} seconds, which is too long to wait.`);
    const margin = Math.min(MARGIN, wait / 2);
    await server.target.wait(wait - margin);
    const before = await redeem(server, client);
    await server.target.wait(margin + 2);
    return { before, after: await redeem(server, client), seconds };
  },
  judge: ({ before, after, seconds }) => {
    if (seconds > 0 && errorOf(before) === 'invalid_client') {
      return violation(
        `the secret works for the announced ${seconds} seconds`,
        'it was refused before their end',
      );
    }
    if (seconds > 0 && !isTokenResponse(before))
      return unclear(`A good code was not redeemed: ${saidBy(before)}.`);
    if (errorOf(after) === 'invalid_client') return ok;
    const expected = 'an expired secret is refused with invalid_client';
    return violation(expected, isTokenResponse(after) ? 'a token was issued' : saidBy(after));
  },
});

async function redeem(server: AuthorizationServerContext, client: Client) {
  return (await server.redeem(await server.code({ client }))).exchange;
}
