import {
  doesNotApply,
  errorOf,
  isTokenResponse,
  NO_MANAGEMENT,
  ok,
  saidBy,
  TOO_MANY,
  unclear,
  untested,
  violation,
  type Answered,
  type AuthorizationServerContext,
  type Client,
  type Judgement,
} from '../../harness/index.ts';

/** A fresh client that can be deleted again (RFC 7592). @throws Stop (untested) when there is no way to. */
export async function deletableClient(server: AuthorizationServerContext): Promise<Client> {
  const client = await server.client({ metadata: {} });
  const { exchange, response } = client.registration ?? {};
  if (typeof response?.['registration_client_uri'] !== 'string') {
    throw untested(NO_MANAGEMENT, exchange === undefined ? [] : [exchange.id]);
  }
  return client;
}

/** A deleted client is told that nobody knows it: the signal on which clients register again. */
export function toldThatItIsGone(exchange: Answered, what: string): Judgement {
  const { status } = exchange.response;
  if (status === 429) return unclear(TOO_MANY);
  const expected = `${what} of a deleted client is refused with invalid_client`;
  if (isTokenResponse(exchange)) return violation(expected, 'a token was issued');
  const error = errorOf(exchange);
  // With invalid_grant the client logs in again, and then meets its unknown client_id there.
  if (status < 500 && (error === 'invalid_client' || error === 'invalid_grant')) return ok;
  if (status < 500 && error === undefined) {
    return doesNotApply(
      `It was refused without an error code (${saidBy(exchange)}); another check judges that.`,
    );
  }
  return violation(expected, saidBy(exchange));
}
