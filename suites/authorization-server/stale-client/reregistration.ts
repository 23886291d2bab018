import {
  authorizationServerCheck,
  clientMetadata,
  ok,
  saidBy,
  TOO_MANY,
  unclear,
  violation,
  type AuthorizationServerContext,
  type Client,
} from '../../../harness/index.ts';
import { isRegistered, noRegistration } from '../registrations.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.stale-client.reregistration',
  title: 'The same metadata can be registered again, and the client works',
  needs: ['registration'],
  probe: async (server) => {
    const { request } = await server.gathered.registration();
    const [redirectUri = ''] = request.redirect_uris;
    const metadata = clientMetadata(redirectUri, request.token_endpoint_auth_method);
    const first = await server.register(metadata);
    const second = await server.register(metadata);
    const ids = [first, second].map(
      (reply) => (reply.json() as { client_id?: unknown } | undefined)?.client_id,
    );
    const uses = await Promise.all(ids.map((id) => use(server, id, redirectUri)));
    return {
      first: first.exchange,
      second: second.exchange,
      uses: uses.flatMap((one) => one?.exchanges ?? []),
      taken: uses.map((one) => one?.taken ?? false),
    };
  },
  judge: ({ first, second, taken }) => {
    if (!isRegistered(first)) return noRegistration(first);
    if (second.response.status === 429) return unclear(TOO_MANY);
    if (!isRegistered(second)) return violation('the same metadata are registered again', saidBy(second));
    const [firstTaken, secondTaken] = taken;
    if (firstTaken !== true) return unclear('An authorization request of the first client was refused.');
    if (secondTaken === true) return ok;
    return violation('the second client_id works', 'its authorization request is refused');
  },
});

/** An authorization request of the client, up to a login; undefined where there is no client. */
async function use(server: AuthorizationServerContext, id: unknown, redirectUri: string) {
  if (typeof id !== 'string') return undefined;
  const client: Client = { id, strategy: 'dcr', method: 'none', redirectUri };
  const { end, exchanges, reply } = await server.authorize({ client, login: false });
  return { exchanges, taken: end === 'callback' || (end === 'page' && (reply.status ?? 0) < 400) };
}
