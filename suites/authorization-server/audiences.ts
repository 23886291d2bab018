import {
  isTokenResponse,
  isObject,
  noCode,
  OPAQUE,
  readAccessToken,
  untested,
  type Authorization,
  type AuthorizationServerContext,
  type Exchange,
} from '../../harness/index.ts';

/** A resource that no authorization server knows (RFC 6761 §6.5 keeps the name for examples). */
export const UNKNOWN_RESOURCE = 'https://unknown.example/mcp';

/** How far a request for a resource came: the last answer, and the audience of the token if there was one. */
export interface Attempt {
  exchange: Exchange;
  /** An error code that refused it, or undefined. */
  error: string | undefined;
  /** Of the token that was issued; missing when it was refused. */
  audience?: string[];
}

/** Authorizes, redeems, and reads the token. @throws Stop (untested) at a login page, or when the token cannot be read. */
export async function askFor(
  server: AuthorizationServerContext,
  { authorize, redeem = authorize }: { authorize: string | undefined; redeem?: string | undefined },
): Promise<Attempt> {
  const authorization = await server.authorize({ parameters: { resource: authorize } });
  const { code, error, exchanges, reply } = authorization;
  if (code === undefined) {
    if (!isRefused(authorization)) throw noCode(authorization);
    return { exchange: exchanges.at(-1) ?? reply.exchange, error };
  }
  const redeemed = await server.redeem(authorization, { resource: redeem });
  const answer = redeemed.json();
  const { exchange } = redeemed;
  const member = isObject(answer) ? answer : {};
  if (!isTokenResponse(exchange) || typeof member['access_token'] !== 'string')
    return { exchange, error: typeof member['error'] === 'string' ? member['error'] : undefined };
  const facts = await readAccessToken(server, member['access_token'], authorization.client);
  if (facts === undefined) throw untested(OPAQUE, [exchange.id]);
  return { exchange, error: undefined, audience: facts.audience };
}

/** Whether an authorization request was refused, be it with a redirect or with a page. */
export function isRefused({ end, error, reply }: Authorization): boolean {
  return end === 'callback' ? error !== undefined : end === 'page' && (reply.status ?? 0) >= 400;
}
