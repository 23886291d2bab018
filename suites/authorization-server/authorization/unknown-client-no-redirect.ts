import { randomUUID } from 'node:crypto';
import { authorizationServerCheck, type Client } from '../../../harness/index.ts';
import { isSentToAsked, tryEach, noneIs } from '../attempts.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.authorization.unknown-client-no-redirect',
  title: 'An authorization request of an unknown client is not redirected to its redirect_uri',
  needs: ['login'],
  probe: async (server) => {
    const { redirectUri, ...known } = await server.client();
    // Its own URI differs, so that a redirect to the one asked for tells.
    const unknown: Client = { ...known, id: randomUUID(), redirectUri: 'https://unknown.example/callback' };
    const client_id = unknown.id;
    const { good, ...seen } = await tryEach(
      server,
      [
        { what: 'an unknown client_id', parameters: { client_id, redirect_uri: redirectUri } },
        {
          what: 'an unknown client_id and prompt=none',
          parameters: { client_id, redirect_uri: redirectUri, prompt: 'none' },
        },
      ].map((one) => ({ ...one, client: unknown })),
      { tells: isSentToAsked },
    );
    return { ...seen, good };
  },
  judge: ({ attempts }) =>
    noneIs(attempts, isSentToAsked, 'a page that says so, and no redirect to the redirect_uri'),
});
