import {
  authorizationServerCheck,
  doesNotApply,
  errorOf,
  firstProblem,
  isTokenResponse,
  notApplicable,
  ok,
  saidBy,
  stringsOf,
  TOO_MANY,
  unclear,
  untested,
  violation,
  type Answered,
  type AuthorizationServerContext,
  type Client,
  type Judgement,
} from '../../../harness/index.ts';
import { machineToken, registeredForMachines } from '../token-requests.ts';

const GRANT = 'client_credentials';

export default authorizationServerCheck({
  requirement: 'authorization-server.token.client-credentials-authenticated',
  title: 'A public client gets no token by the client credentials grant',
  needs: ['login'],
  probe: async (server) => {
    const { document, exchange } = await server.gathered.metadata();
    if (!stringsOf(document, 'grant_types_supported').includes(GRANT)) {
      throw notApplicable('The metadata does not list client_credentials.', [exchange.id]);
    }
    const [client, machine, withSecret] = await Promise.all([
      publicClient(server),
      registeredForMachines(server, 'none'),
      registeredForMachines(server, 'client_secret_basic'),
    ]);
    const [ordinary, registered, withItsSecret] = await Promise.all([
      machineToken(server, client),
      machine && machineToken(server, machine),
      withSecret && machineToken(server, withSecret),
    ]);
    return { ordinary, registered, withItsSecret };
  },
  judge: ({ ordinary, registered, withItsSecret }) => {
    const isGiven = withItsSecret !== undefined && isTokenResponse(withItsSecret);
    return firstProblem([
      judgeOne(ordinary, 'a client without a secret', isGiven),
      ...(registered === undefined
        ? []
        : [judgeOne(registered, 'a client that registered for the grant, without a secret,', isGiven)]),
    ]);
  },
});

/** @param isGiven whether a client with a secret gets a token by the same request. */
function judgeOne(exchange: Answered, who: string, isGiven: boolean): Judgement {
  const error = errorOf(exchange);
  if (exchange.response.status === 429) return unclear(TOO_MANY);
  if (isTokenResponse(exchange)) {
    return violation(`${who} is refused with unauthorized_client`, saidBy(exchange));
  }
  if (error === 'unauthorized_client' || error === 'invalid_client') return ok;
  if (error === 'unsupported_grant_type')
    return doesNotApply('It does not support the client credentials grant.');
  // Any refusal will do where the same request brings a token to a client that authenticates.
  return isGiven
    ? ok
    : doesNotApply(`The request was refused for another reason, perhaps: ${saidBy(exchange)}.`);
}

async function publicClient(server: AuthorizationServerContext): Promise<Client> {
  const own = await server.client();
  if (own.method === 'none') return own;
  const client = await server.client({ method: 'none' });
  if (client.method !== 'none') throw untested('Needs a client without a secret, and none is registered.');
  return client;
}
