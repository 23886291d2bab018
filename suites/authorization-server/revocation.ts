import {
  confidentialClient,
  errorOf,
  postAs,
  stringsOf,
  untested,
  type AuthorizationServerContext,
  type Client,
  type Reply,
} from '../../harness/index.ts';

/**
 * A client that may revoke: a public one where the metadata says so, else one with a secret (RFC 8414 §2: without
 * `revocation_endpoint_auth_methods_supported` it is client_secret_basic). The client of the check where that will do.
 */
export async function revokingClient(server: AuthorizationServerContext): Promise<Client> {
  const isPublic = await isPublicTaken(server);
  const own = await server.client();
  return isPublic || own.method !== 'none' ? own : confidentialClient(server);
}

/** The same, and not the client of the check. */
export async function otherRevokingClient(server: AuthorizationServerContext): Promise<Client> {
  return (await isPublicTaken(server)) ? server.client({ metadata: {} }) : confidentialClient(server);
}

async function isPublicTaken(server: AuthorizationServerContext): Promise<boolean> {
  await server.endpoint('revocation_endpoint');
  const { document } = await server.gathered.metadata();
  return stringsOf(document, 'revocation_endpoint_auth_methods_supported').includes('none');
}

/** Asks to revoke a token (RFC 7009 §2.1). @throws Stop (untested) where the client itself is refused. */
export async function revoke(
  server: AuthorizationServerContext,
  client: Client,
  { token, hint }: { token: string; hint: 'access_token' | 'refresh_token' },
): Promise<Reply> {
  const url = await server.endpoint('revocation_endpoint');
  const reply = await postAs(server, client, { url, form: { token, token_type_hint: hint } });
  const error = errorOf(reply.exchange);
  if (reply.status === 401 || error === 'invalid_client' || error === 'unauthorized_client')
    throw untested(
      'The revocation endpoint does not take the test client: give --client-id and --client-secret of one that may revoke.',
      [reply.exchange.id],
    );
  return reply;
}
