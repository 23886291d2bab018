import {
  authorizationServerCheck,
  doesNotApply,
  errorOf,
  ok,
  saidBy,
  TOO_MANY,
  unclear,
  violation,
} from '../../../harness/index.ts';
import { madeUpCode, randomText, stranger } from '../token-requests.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.stale-client.token-401',
  title: 'The token endpoint tells a client that it does not know it, also when it refreshes',
  probe: async (server) => {
    const client = stranger();
    const [code, refresh] = await Promise.all([
      server.token(client, madeUpCode(client)),
      server.token(client, { grant_type: 'refresh_token', refresh_token: randomText() }),
    ]);
    return { code: code.exchange, refresh: refresh.exchange };
  },
  judge: ({ code, refresh }) => {
    const { status } = refresh.response;
    if (status === 429) return unclear(TOO_MANY);
    if (errorOf(code) !== 'invalid_client') {
      return doesNotApply(`With a code: ${saidBy(code)}; another check judges that.`);
    }
    // Clients read the error code; 400 is what some servers answer when no Authorization field was sent.
    if (errorOf(refresh) === 'invalid_client' && (status === 401 || status === 400)) return ok;
    return violation('401 with invalid_client for a refresh by an unknown client', saidBy(refresh));
  },
});
