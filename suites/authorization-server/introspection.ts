import {
  errorOf,
  introspect,
  untested,
  type AuthorizationServerContext,
  type Client,
  type Reply,
} from '../../harness/index.ts';

/** Introspects as a client. @throws Stop (untested) where that client may not, for the endpoint is for resource servers. */
export async function introspectAs(
  server: AuthorizationServerContext,
  client: Client,
  token: string,
): Promise<Reply> {
  const reply = await introspect(server, client, token);
  const error = errorOf(reply.exchange);
  const isClient = error === 'invalid_client' || error === 'unauthorized_client' || error === 'access_denied';
  if (reply.status === 401 || reply.status === 403 || isClient)
    throw untested(
      'The introspection endpoint does not take the test client: give --client-id and --client-secret of one that may introspect.',
      [reply.exchange.id],
    );
  return reply;
}
