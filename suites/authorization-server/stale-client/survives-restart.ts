import {
  authorizationServerCheck,
  errorOf,
  isTokenResponse,
  noCode,
  ok,
  saidBy,
  unclear,
  untested,
  violation,
} from '../../../harness/index.ts';

/** Errors that say that the client is not known. */
const STRANGER = ['invalid_client', 'unauthorized_client'];

export default authorizationServerCheck({
  requirement: 'authorization-server.stale-client.survives-restart',
  title: 'A registered client is still known after a restart',
  needs: ['restart', 'login', 'registration'],
  exclusive: true,
  probe: async (server) => {
    const { restart } = server.target;
    if (restart === undefined) throw untested('Needs to restart the authorization server: give --command.');
    const client = await server.client({ metadata: {} });
    // Without a restart it works, so that what does not work afterwards is due to it.
    const before = await server.code({ client });
    await restart();
    const after = await server.authorize({ client });
    const { code, end, error, reply } = after;
    const isGone = end === 'page' ? (reply.status ?? 0) >= 400 : STRANGER.includes(error ?? '');
    if (code === undefined && !isGone) throw noCode(after);
    const redeemed = code === undefined ? undefined : (await server.redeem(after)).exchange;
    return { before: before.exchanges, after: after.exchanges, redeemed };
  },
  judge: ({ after, redeemed }) => {
    const expected = 'the client is known after the restart as before';
    const last = after.at(-1);
    if (redeemed === undefined) {
      return violation(
        expected,
        `its authorization request is refused: ${last === undefined ? '' : saidBy(last)}`,
      );
    }
    if (isTokenResponse(redeemed)) return ok;
    if (errorOf(redeemed) === 'invalid_client') return violation(expected, saidBy(redeemed));
    return unclear(`A good code was not redeemed after the restart: ${saidBy(redeemed)}.`);
  },
});
