import {
  authorizationServerCheck,
  goodCodeRedeemed,
  isTokenResponse,
  notApplicable,
  ok,
  saidBy,
  stringsOf,
  tolerated,
  TOO_MANY,
  unclear,
  untested,
  type AuthorizationServerContext,
  type Client,
} from '../../../harness/index.ts';
import { whereRegistered } from '../token-requests.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.token.secret-in-body',
  title: 'A client may send its secret in the request body',
  needs: ['login'],
  control: goodCodeRedeemed,
  probe: async (server) => {
    const client = await clientForBody(server);
    const { exchange } = await server.redeem(await server.code({ client }));
    return { exchange };
  },
  judge: ({ exchange }) => {
    if (exchange.response.status === 429) return unclear(TOO_MANY);
    // RFC 6749 §2.3.1 left it to the authorization server, OAuth 2.1 §2.4.1 does not.
    return isTokenResponse(exchange)
      ? ok
      : tolerated('client_id and client_secret in the body authenticate the client', saidBy(exchange));
  },
});

/** A registration may assign one method, and then only that one is to be used (RFC 7591 §2). */
async function clientForBody(server: AuthorizationServerContext): Promise<Client> {
  const { client: given } = server.target;
  if (given?.secret !== undefined) {
    const isAssigned = given.method !== undefined && given.method !== 'client_secret_post';
    if (isAssigned) throw notApplicable(`The given client is registered for ${given.method}.`);
    return { ...(await server.client()), method: 'client_secret_post' };
  }
  const { document, exchange } = await server.gathered.metadata();
  const methods = stringsOf(document, 'token_endpoint_auth_methods_supported');
  if (methods.length > 0 && !methods.includes('client_secret_post')) {
    throw notApplicable('The metadata does not list client_secret_post.', [exchange.id]);
  }
  const client = await whereRegistered(server.client({ method: 'client_secret_post' }));
  if (client.secret === undefined || client.method !== 'client_secret_post') {
    throw untested(
      `Registration assigns ${client.method}, and no secret in the body: give --client-id and --client-secret of a client that may send it there.`,
    );
  }
  return client;
}
