import { randomUUID } from 'node:crypto';
import {
  bearerChallenge,
  describe,
  doesNotApply,
  goodTokenAccepted,
  isServed,
  notApplicable,
  ok,
  parameter,
  serverCheck,
  unclear,
  verificationStyle,
  violation,
} from '../../../harness/index.ts';

const EXPECTED = 'HTTP 401 with the same challenge as for any other refused token';

export default serverCheck({
  requirement: 'server.stale-client.token-of-deleted-client',
  title:
    'A token of a client that was deleted is refused with 401 and a challenge, so that the client starts over',
  needs: ['mint'],
  control: goodTokenAccepted,
  probe: async (server) => {
    if ((await verificationStyle(server)) === 'local')
      throw notApplicable(
        'The server decides on tokens by itself, so it cannot know that a client was deleted.',
      );
    const clientId = `deleted-${randomUUID()}`;
    // Never sent before the deletion: what the server remembers of a token plays no part.
    const token = await server.mint({ clientId });
    await server.lab().mock.forgetClient(clientId);
    return {
      deleted: await server.call({ token }),
      unknown: await server.call({ token: await server.mint({ active: false }) }),
    };
  },
  judge: ({ deleted, unknown }) => {
    if (isServed(deleted)) return doesNotApply('The token was accepted; another check judges that.');
    const { status } = deleted.response;
    if (status === 503 || status === 429) return unclear(`The token was answered HTTP ${status}.`);
    if (status !== 401) return violation(EXPECTED, describe(deleted));
    const usual = bearerChallenge(unknown)?.parameters ?? [];
    const challenge = bearerChallenge(deleted);
    const missing = usual.find(
      ({ name }) => challenge === undefined || parameter(challenge, name) === undefined,
    );
    if (missing !== undefined) return violation(EXPECTED, `401 of which the challenge lacks ${missing.name}`);
    const error = challenge === undefined ? undefined : parameter(challenge, 'error');
    return error === undefined || error === 'invalid_token'
      ? ok
      : violation('error="invalid_token"', `error="${error}"`);
  },
});
