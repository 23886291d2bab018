import {
  authorizationServerCheck,
  bodyOf,
  doesNotApply,
  introspect,
  isObject,
  ok,
  unclear,
  untested,
  violation,
  type AuthorizationServerContext,
  type Exchange,
} from '../../../harness/index.ts';
import { lifetimeOf, ownSecretClient } from '../token-requests.ts';

/** For clocks that disagree, and for rounding. */
const TOLERANCE = 120;
const SHORT_WAIT = 5;
const LONGEST_WAIT = 2 * 60 * 60;

export default authorizationServerCheck({
  requirement: 'authorization-server.token.expiry-and-rotation-enforced',
  title: 'An access token ends when the token response says so',
  needs: ['login'],
  waits: true,
  // A laboratory may move the clock instead of waiting: nobody else may be under way then.
  exclusive: true,
  probe: async (server) => {
    const grant = await server.grant();
    const redeemed = grant.reply.exchange;
    const ownLifetime = lifetimeOf(grant.accessToken);
    const announced = grant.response['expires_in'];
    const isWatched = ownLifetime === null && typeof announced === 'number';
    const { before, after }: Watched = isWatched ? await watch(server, announced) : {};
    return { redeemed, ownLifetime, before, after };
  },
  judge: ({ redeemed, ownLifetime, before, after }) => {
    const announced = bodyOf(redeemed)?.['expires_in'];
    if (typeof announced !== 'number') return doesNotApply('No end is announced; another check judges that.');
    const expected = `the token ends after the announced ${announced} seconds`;
    if (ownLifetime !== null) {
      const isLonger = ownLifetime > announced + TOLERANCE;
      return isLonger ? violation(expected, `its exp is ${ownLifetime} seconds after its issue`) : ok;
    }
    if (before === undefined || after === undefined || bodyOf(before)?.['active'] !== true) {
      return unclear('Introspection did not call a fresh token active.');
    }
    return bodyOf(after)?.['active'] === true
      ? violation(expected, 'introspection calls it active later on')
      : ok;
  },
});

interface Watched {
  before?: Exchange;
  after?: Exchange;
}

/** An opaque token tells nothing, so its end is waited for. */
async function watch(server: AuthorizationServerContext, seconds: number): Promise<Watched> {
  const { waitExpiry, wait } = server.target;
  await server.endpoint('introspection_endpoint');
  if (seconds > SHORT_WAIT && !waitExpiry) {
    throw untested(`The access token is opaque and ends after ${seconds} seconds: give --wait-expiry.`);
  }
  if (seconds > LONGEST_WAIT) {
    throw untested(
      `The access token ends after ${seconds} seconds, which is too long to wait for: shorten it.`,
    );
  }
  const client = await ownSecretClient(server);
  const { accessToken } = await server.grant({ client });
  const before = await introspect(server, client, accessToken);
  if (!isObject(before.json())) return { before: before.exchange };
  await wait(seconds + 1);
  const after = await introspect(server, client, accessToken);
  return { before: before.exchange, after: after.exchange };
}
