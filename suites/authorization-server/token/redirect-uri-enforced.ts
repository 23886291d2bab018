import {
  authorizationServerCheck,
  goodCodeRedeemed,
  REDIRECT_URI,
  type AuthorizationServerContext,
  type Client,
} from '../../../harness/index.ts';
import { grantRefused } from '../token-requests.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.token.redirect-uri-enforced',
  title: 'A code is refused with another redirect_uri than the one that it was sent to',
  needs: ['login'],
  // It sends the right one.
  control: goodCodeRedeemed,
  probe: async (server) => {
    const { client, other } = await clientWithTwo(server);
    const { exchange } = await server.redeem(await server.code({ client }), { redirect_uri: other });
    return { exchange };
  },
  judge: ({ exchange }) => grantRefused(exchange, 'A redirect_uri unlike that of the authorization request'),
});

/** Both are registered where we register: it is not enough to look whether it is one of the client's. */
async function clientWithTwo(server: AuthorizationServerContext): Promise<{ client: Client; other: string }> {
  const { client: given, login } = server.target;
  if (given !== undefined) {
    const client = await server.client();
    return { client, other: `${client.redirectUri}/other` };
  }
  const uri = login?.redirectUri ?? REDIRECT_URI;
  const other = `${uri}/other`;
  return { client: await server.client({ metadata: { redirect_uris: [uri, other] } }), other };
}
