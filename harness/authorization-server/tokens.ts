import { readJws } from '../forge/jws.ts';
import type { Exchange, HeaderLine } from '../contract.ts';
import type { Reply } from '../http/recorder.ts';
import { isObject } from '../mcp/answer.ts';
import { stringsOf } from '../oauth/discovery.ts';
import { Stop, untested } from '../signals.ts';
import { authenticate, type Client } from './client.ts';
import type { AuthorizationServerContext } from './context.ts';
import { bent, type Bend } from './flow.ts';

const NO_SECRET =
  'Needs a client that authenticates with a secret, and none is registered on request: give --client-id and --client-secret.';

/** A client with a secret: the given one, else a fresh one. @throws Stop (untested) when there can be none. */
export async function confidentialClient(server: AuthorizationServerContext): Promise<Client> {
  if (server.target.client?.secret !== undefined) return server.client();
  const { document } = await server.gathered.metadata();
  const supported = stringsOf(document, 'token_endpoint_auth_methods_supported');
  const method = (['client_secret_basic', 'client_secret_post'] as const).find(
    (one) => supported.length === 0 || supported.includes(one),
  );
  const client = method === undefined ? undefined : await server.client({ method });
  if (client?.secret === undefined || client.method === 'none') throw untested(NO_SECRET);
  return client;
}

/** A form that a client posts to any endpoint, authenticated as at the token endpoint. */
export async function postAs(
  server: AuthorizationServerContext,
  client: Client,
  { url, form }: { url: string; form: Bend },
): Promise<Reply> {
  const tokenEndpoint = await server.endpoint('token_endpoint');
  const own = await authenticate(client, { issuer: server.issuer, tokenEndpoint });
  const headers: HeaderLine[] = [
    ['content-type', 'application/x-www-form-urlencoded'],
    ['accept', 'application/json'],
    ...own.headers,
  ];
  return server.raw({
    method: 'POST',
    url,
    headers,
    body: bent(Object.fromEntries(own.form), form).toString(),
  });
}

/** Asks what a token is worth (RFC 7662 §2.1). @throws Stop (not applicable) without `introspection_endpoint`. */
export async function introspect(
  server: AuthorizationServerContext,
  client: Client,
  token: string,
): Promise<Reply> {
  return postAs(server, client, { url: await server.endpoint('introspection_endpoint'), form: { token } });
}

/** What an access token says of itself, or introspection says of it. */
export interface TokenFacts {
  /** Empty when none is named. */
  audience: string[];
  /** Undefined when it is not said. */
  scope: string[] | undefined;
  claims: { [name: string]: unknown };
  /** The introspection, where the token itself is opaque. */
  exchange?: Exchange;
}

/** Reads a JWT (RFC 9068 §2.2), or asks introspection (RFC 7662 §2.2); undefined when neither tells. */
export async function readAccessToken(
  server: AuthorizationServerContext,
  token: string,
  by?: Client,
): Promise<TokenFacts | undefined> {
  const claims = readJws(token)?.claims;
  if (claims !== undefined) return factsOf(claims);
  try {
    const reader = by?.secret === undefined ? await confidentialClient(server) : by;
    const reply = await introspect(server, reader, token);
    const answer = reply.json();
    if (reply.status !== 200 || !isObject(answer) || answer['active'] !== true) return undefined;
    return { ...factsOf(answer), exchange: reply.exchange };
  } catch (error) {
    if (error instanceof Stop) return undefined;
    throw error;
  }
}

function factsOf(claims: { [name: string]: unknown }): TokenFacts {
  const { aud, scope, scp } = claims;
  const words = [scope ?? scp].flat().filter((one) => typeof one === 'string');
  return {
    audience: [aud].flat().filter((one) => typeof one === 'string'),
    scope:
      scope === undefined && scp === undefined
        ? undefined
        : words.flatMap((one) => one.split(' ')).filter((one) => one !== ''),
    claims,
  };
}

/** Why the audience, or the scope, of a token is not known. */
export const OPAQUE =
  'The access token is opaque, and no introspection tells what it is good for: give --client-id and --client-secret of a client that may introspect.';
