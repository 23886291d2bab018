import {
  authorizationServerCheck,
  clientMetadata,
  doesNotApply,
  isObject,
  ok,
  REDIRECT_URI,
  stringsOf,
  violation,
  type AuthorizationServerContext,
  type Client,
} from '../../../harness/index.ts';

const MEMBER = 'token_endpoint_auth_methods_supported';

export default authorizationServerCheck({
  requirement: 'authorization-server.availability.auth-methods-public',
  title: 'token_endpoint_auth_methods_supported contains none where public clients work',
  needs: ['login'],
  probe: async (server) => {
    const { exchange: document, document: metadata } = await server.gathered.metadata();
    const said = metadata[MEMBER] ?? null;
    const isSaid = stringsOf(metadata, MEMBER).includes('none');
    const client = isSaid ? undefined : await publicClient(server);
    if (client === undefined) return { document, said, isSaid, works: false };
    const { exchange, status } = await server.redeem(await server.code({ client }));
    return { document, said, isSaid, token: exchange, works: status === 200 };
  },
  judge: ({ said, isSaid, works }) => {
    if (isSaid) return ok;
    if (!works) return doesNotApply('Public clients cannot be used there.');
    return violation(
      `${MEMBER} contains none, as a public client got a token`,
      said === null ? 'it is absent, which means client_secret_basic' : `it is ${JSON.stringify(said)}`,
    );
  },
});

/** A client without a secret, where there can be one. */
async function publicClient(server: AuthorizationServerContext): Promise<Client | undefined> {
  const { client: given } = server.target;
  if (given !== undefined) {
    const client = await server.client();
    return client.method === 'none' ? client : undefined;
  }
  const redirectUri = server.target.login?.redirectUri ?? REDIRECT_URI;
  const reply = await server.register(clientMetadata(redirectUri, 'none'));
  const response = reply.json();
  if ((reply.status !== 201 && reply.status !== 200) || !isObject(response)) return undefined;
  const { client_id: id, client_secret: secret } = response;
  if (typeof id !== 'string' || typeof secret === 'string') return undefined;
  return { id, strategy: 'dcr', method: 'none', redirectUri };
}
