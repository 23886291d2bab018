import { authorizationServerCheck, noCode, ok, untested, violation } from '../../../harness/index.ts';
import { proceeds } from '../attempts.ts';
import { authorizeBy, documentHost, documentOf, requireGood, requireRead } from '../client-documents.ts';

/** A server may keep it longer than it says, within bounds of its own. */
const ELEVEN_MINUTES = 11 * 60;

export default authorizationServerCheck({
  requirement: 'authorization-server.registration.cimd-cache',
  title: 'A document that may be kept for a minute is fetched anew after eleven',
  needs: ['login'],
  waits: true,
  // A laboratory may move the clock instead of waiting: nobody else may be under way then.
  exclusive: true,
  probe: async (server) => {
    const host = await documentHost(server);
    if (!server.target.waitExpiry)
      throw untested('It takes eleven minutes to see that a kept document expires: give --wait-expiry.');
    await requireGood(server);
    const published = host.publish((url) => ({
      headers: [
        ['content-type', 'application/json'],
        ['cache-control', 'max-age=60'],
      ],
      body: JSON.stringify(documentOf(server, url)),
    }));
    const first = await authorizeBy(server, published);
    requireRead(server, published, first);
    if (!proceeds(first)) throw noCode(first);
    const before = published.fetches;
    await server.target.wait(ELEVEN_MINUTES);
    const late = await authorizeBy(server, published);
    return {
      first: first.exchanges,
      late: late.exchanges,
      isReadAgain: published.fetches > before,
    };
  },
  judge: ({ isReadAgain }) =>
    isReadAgain
      ? ok
      : violation(
          'a document with Cache-Control: max-age=60 is fetched anew after eleven minutes',
          'it was not, so a change of it would not arrive',
        ),
});
