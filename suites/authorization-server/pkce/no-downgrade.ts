import { randomUUID } from 'node:crypto';
import {
  authorizationServerCheck,
  goodCodeRedeemed,
  inconclusive,
  isTokenResponse,
  noCode,
  notApplicable,
  ok,
  stringsOf,
  TOO_MANY,
  unclear,
  violation,
  type AuthorizationServerContext,
  type Bend,
  type Client,
} from '../../../harness/index.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.pkce.no-downgrade',
  title: 'A code_verifier is refused where the authorization request had no code_challenge',
  needs: ['login'],
  control: goodCodeRedeemed,
  probe: async (server) => {
    const client = await clientWithSecret(server);
    const parameters = {
      code_challenge: undefined,
      code_challenge_method: undefined,
      ...(await nonceFor(server)),
    };
    const ask = () => server.authorize({ client, parameters });
    const [first, second] = await Promise.all([ask(), ask()]);
    const isPage = first.end === 'page' && (first.reply.status ?? 0) < 400;
    if (isPage) throw noCode(first);
    if (first.code === undefined || second.code === undefined)
      throw notApplicable('It issues no code without a code_challenge.', [first.reply.exchange.id]);
    const plain = (await server.redeem(first, { code_verifier: undefined })).exchange;
    if (plain.response?.status === 429) throw inconclusive(TOO_MANY, [plain.id]);
    if (!isTokenResponse(plain))
      throw notApplicable('It redeems no code that was issued without a code_challenge.', [plain.id]);
    return { plain, downgraded: (await server.redeem(second)).exchange };
  },
  judge: ({ downgraded }) => {
    if (isTokenResponse(downgraded))
      return violation('invalid_grant: there is no challenge to verify', 'a token was issued');
    return downgraded.response.status >= 500 || downgraded.response.status === 429
      ? unclear(`The token endpoint answered ${downgraded.response.status}.`)
      : ok;
  },
});

/** Servers that let anybody leave the challenge out do so for clients with a secret. */
async function clientWithSecret(server: AuthorizationServerContext): Promise<Client> {
  const { document } = await server.gathered.metadata();
  const methods = stringsOf(document, 'token_endpoint_auth_methods_supported');
  const method = (['client_secret_basic', 'client_secret_post'] as const).find((one) =>
    methods.includes(one),
  );
  const canRegister = typeof document['registration_endpoint'] === 'string' && server.target.mayRegister;
  return method !== undefined && canRegister ? server.client({ method }) : server.client();
}

/** OAuth 2.1 §7.5.2 spares confidential clients whose request has a nonce, which is a thing of OpenID Connect. */
async function nonceFor(server: AuthorizationServerContext): Promise<Bend> {
  const { document } = await server.gathered.metadata();
  if (!stringsOf(document, 'scopes_supported').includes('openid')) return {};
  const scope = (await server.scope()) ?? '';
  const scopes = new Set(['openid', ...scope.split(' ').filter(Boolean)]);
  return { nonce: randomUUID(), scope: [...scopes].join(' ') };
}
