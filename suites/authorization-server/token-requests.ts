/** What checks of the topic `token` ask for alike. */
import { randomBytes, randomUUID } from 'node:crypto';
import {
  confidentialClient,
  doesNotApply,
  errorOf,
  isTokenResponse,
  ok,
  oncePerRun,
  readJws,
  saidBy,
  Stop,
  tolerated,
  TOO_MANY,
  unclear,
  untested,
  violation,
  type Answered,
  type Authorization,
  type AuthorizationServerContext,
  type Bend,
  type Client,
  type Control,
  type Exchange,
  type HeaderLine,
  type Judgement,
  type Reply,
} from '../../harness/index.ts';

/** A client that nobody has registered. */
export function stranger(): Client {
  const redirectUri = 'http://127.0.0.1:8976/callback';
  return { id: randomUUID(), strategy: 'pre-registered', method: 'none', redirectUri };
}

/** A code request that is right but for its code, which nobody has issued. */
export function madeUpCode({ redirectUri }: Client, code = randomText()): Bend {
  return { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: randomText() };
}

/** 43 characters, as long as a code verifier must be (RFC 7636 §4.1). */
export function randomText(): string {
  return randomBytes(32).toString('base64url');
}

const secretClients = new WeakMap<AuthorizationServerContext, Promise<Client>>();

/** The one client with a secret of a check and its control. @throws Stop (untested) when there can be none. */
export function ownSecretClient(server: AuthorizationServerContext): Promise<Client> {
  const client = secretClients.get(server) ?? whereRegistered(confidentialClient(server));
  secretClients.set(server, client);
  return client;
}

/** A client that is refused such a registration is no finding. @throws Stop (untested) then. */
export async function whereRegistered(client: Promise<Client>): Promise<Client> {
  return client.catch((error: unknown) => {
    if (!(error instanceof Stop) || error.outcome !== 'inconclusive') throw error;
    throw untested(
      `${error.message} Give --client-id and --client-secret of a client that has a secret.`,
      error.evidence,
    );
  });
}

/** The token responses of one flow, and how long its token says that it is good for. */
export interface TokenResponses {
  redeemed: Exchange;
  /** Of a refresh, where a refresh token was issued and taken. */
  refreshed?: Exchange;
  /** Seconds, by `exp` of a JWT; null when the token does not tell. */
  ownLifetime: number | null;
}

/** One good flow, whose answers several checks look at. */
export const tokenResponses = oncePerRun(flow);

async function flow(server: AuthorizationServerContext): Promise<TokenResponses> {
  const authorization = await server.code();
  const redeemed = await server.redeem(authorization);
  const { access_token: token, refresh_token: refreshToken } = membersOf(redeemed.json());
  const common = { redeemed: redeemed.exchange, ownLifetime: lifetimeOf(token) };
  if (typeof refreshToken !== 'string') return common;
  const form = { grant_type: 'refresh_token', refresh_token: refreshToken };
  const resource = authorization.sent.getAll('resource');
  const { exchange } = await server.token(authorization.client, { ...form, resource });
  return isTokenResponse(exchange) ? { ...common, refreshed: exchange } : common;
}

/** The members of a JSON object; none of anything else. */
export function membersOf(value: unknown): { [member: string]: unknown } {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** Seconds that a JWT is good for from its issue, or from now on; null for any other token. */
export function lifetimeOf(token: unknown): number | null {
  const { exp, iat } = (typeof token === 'string' ? readJws(token)?.claims : undefined) ?? {};
  if (typeof exp !== 'number') return null;
  return Math.round(exp - (typeof iat === 'number' ? iat : Date.now() / 1000));
}

/** A code that must not be redeemed: a token is a violation, an unusual error code is not. */
export function grantRefused(exchange: Answered, what: string): Judgement {
  const error = errorOf(exchange);
  const { status } = exchange.response;
  const expected = `${what} is refused with invalid_grant`;
  if (status === 429) return unclear(TOO_MANY);
  if (isTokenResponse(exchange) || status < 400) return violation(expected, saidBy(exchange));
  if (error === 'invalid_grant') return ok;
  if (status < 500 && error !== undefined) return tolerated(expected, saidBy(exchange));
  return doesNotApply(`${what} was refused (${saidBy(exchange)}); other checks judge the form of errors.`);
}

/** Something that must not keep a good request from its token. */
export function tokenIssued(exchange: Answered, what: string): Judgement {
  if (exchange.response.status === 429) return unclear(TOO_MANY);
  return isTokenResponse(exchange) ? ok : violation(`${what} is answered with a token`, saidBy(exchange));
}

/** The same parameters in the query, as no client may send them (OAuth 2.1 §3.2). */
export async function redeemByGet(
  server: AuthorizationServerContext,
  { client, code, verifier, sent }: Authorization,
): Promise<Exchange> {
  const url = new URL(await server.endpoint('token_endpoint'));
  const parameters: [string, string | null | undefined][] = [
    ['grant_type', 'authorization_code'],
    ['client_id', client.id],
    ['code', code],
    ['code_verifier', verifier],
    ['redirect_uri', sent.get('redirect_uri')],
    ...sent.getAll('resource').map((value): [string, string] => ['resource', value]),
  ];
  for (const [name, value] of parameters) if (typeof value === 'string') url.searchParams.append(name, value);
  const { id, secret } = client;
  const pair = [id, secret ?? ''].map(encodeURIComponent).join(':');
  const basic: HeaderLine[] =
    secret === undefined ? [] : [['authorization', `Basic ${Buffer.from(pair).toString('base64')}`]];
  return server.send({ url, headers: [['accept', 'application/json'], ...basic] });
}

/** A code request of the own client with a secret is good; without it a refused one proves nothing. */
export const secretAccepted: Control<AuthorizationServerContext> = {
  title: 'the right secret is accepted',
  probe: async (server) => {
    const client = await ownSecretClient(server);
    return (await server.redeem(await server.code({ client }))).exchange;
  },
  holds: (exchange) => isTokenResponse(exchange) || `a good token request was answered: ${saidBy(exchange)}`,
};

/** The own client where clients can be had, else one that nobody knows: the form of an error is the same. */
export async function anyClient(server: AuthorizationServerContext): Promise<Client> {
  return (await orNone(server.client())) ?? stranger();
}

/** Undefined where no client gets a secret. */
export async function secretClientIfAny(server: AuthorizationServerContext): Promise<Client | undefined> {
  return orNone(ownSecretClient(server));
}

/**
 * A token request of the own client; where that is refused as a client (some servers let none but one with a secret
 * ask for a further grant), the same of a client with a secret, where one can be had.
 */
export async function byAnyoneAuthenticated(
  server: AuthorizationServerContext,
  form: (client: Client) => Bend,
): Promise<Exchange> {
  const client = await server.client();
  const { exchange } = await server.token(client, form(client));
  if (client.method !== 'none' || errorOf(exchange) !== 'invalid_client') return exchange;
  const other = await secretClientIfAny(server);
  return other === undefined ? exchange : (await server.token(other, form(other))).exchange;
}

/** Who can introspect an opaque token; undefined for a JWT, and where nobody can. */
export async function opaqueReader(
  server: AuthorizationServerContext,
  token: string,
): Promise<Client | undefined> {
  return readJws(token) === undefined ? secretClientIfAny(server) : undefined;
}

async function orNone<T>(promise: Promise<T>): Promise<T | undefined> {
  return promise.catch((error: unknown) => {
    if (error instanceof Stop) return undefined;
    throw error;
  });
}

/** Refreshes one after the other, each with the newest refresh token; ends early when one is refused or none is there. */
export async function refreshesOf(
  server: AuthorizationServerContext,
  { authorization, redeemed }: { authorization: Authorization; redeemed: Reply },
  bends: Bend[],
): Promise<Exchange[]> {
  const exchanges: Exchange[] = [];
  let { refresh_token: token } = membersOf(redeemed.json());
  for (const bend of bends) {
    if (typeof token !== 'string') break;
    const good = { grant_type: 'refresh_token', refresh_token: token };
    const resource = authorization.sent.getAll('resource');
    const reply = await server.token(authorization.client, { ...good, resource, ...bend });
    exchanges.push(reply.exchange);
    if (!isTokenResponse(reply.exchange)) break;
    token = membersOf(reply.json())['refresh_token'] ?? token;
  }
  return exchanges;
}

/** A client that asked to be registered for the client credentials grant; undefined when that was refused. */
export async function registeredForMachines(
  server: AuthorizationServerContext,
  method: 'none' | 'client_secret_basic',
): Promise<Client | undefined> {
  const metadata = { grant_types: ['client_credentials'], redirect_uris: [], response_types: [] };
  const client = await orNone(server.client({ method, metadata }));
  return client !== undefined && (client.secret === undefined) === (method === 'none') ? client : undefined;
}

/** Asks for a token by the client credentials grant (OAuth 2.1 §4.2). */
export async function machineToken(server: AuthorizationServerContext, client: Client): Promise<Exchange> {
  const [[resource], scope] = await Promise.all([server.gathered.resources(), server.scope()]);
  const { exchange } = await server.token(client, { grant_type: 'client_credentials', resource, scope });
  return exchange;
}
