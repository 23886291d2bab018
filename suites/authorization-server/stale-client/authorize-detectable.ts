import {
  authorizationServerCheck,
  doesNotApply,
  ok,
  TOO_MANY,
  unclear,
  violation,
} from '../../../harness/index.ts';
import { stranger } from '../token-requests.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.stale-client.authorize-detectable',
  title: 'The authorization endpoint answers an unknown client_id with a 4xx status',
  probe: async (server) => {
    const { end, exchanges, reply } = await server.authorize({ client: stranger(), login: false });
    return { exchanges, end, status: reply.status ?? 0 };
  },
  judge: ({ end, status }) => {
    if (end === 'callback') return doesNotApply('It redirects to the client; another check judges that.');
    if (end === 'lost') return unclear('The authorization request did not come to an end.');
    if (status === 429) return unclear(TOO_MANY);
    if (status >= 400 && status < 500) return ok;
    return violation(
      'a page with a 4xx status, before any login, so that a client can tell that its registration is gone',
      `a page with status ${status}`,
    );
  },
});
