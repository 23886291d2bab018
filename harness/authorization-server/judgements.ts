import type { Answered, Exchange, Json, Judgement } from '../contract.ts';
import { headerOf } from '../http/headers.ts';
import { doesNotApply, ok, unclear, violation } from '../judgement.ts';
import { describe, isObject, parseJson } from '../mcp/answer.ts';

/** The JSON object in a response body, whatever its media type. */
export function bodyOf({ response }: Exchange): { [member: string]: Json } | undefined {
  const value = response === undefined ? undefined : parseJson(response.body);
  return isObject(value) ? value : undefined;
}

/** The `error` member of a JSON answer (RFC 6749 §5.2, RFC 7591 §3.2.2). */
export function errorOf(exchange: Exchange): string | undefined {
  const error = bodyOf(exchange)?.['error'];
  return typeof error === 'string' ? error : undefined;
}

/** A token was issued (RFC 6749 §5.1). */
export function isTokenResponse(exchange: Exchange): boolean {
  return exchange.response?.status === 200 && typeof bodyOf(exchange)?.['access_token'] === 'string';
}

/** Media type without parameters, in lower case. */
export function mediaTypeOf({ response }: Exchange): string {
  const value = response === undefined ? undefined : headerOf(response.headers, 'content-type');
  return (value ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

/** What an endpoint said, for a person: `HTTP 400, error invalid_grant`. */
export function saidBy(exchange: Exchange): string {
  if (isTokenResponse(exchange)) return 'a token was issued';
  const error = errorOf(exchange);
  return error === undefined ? describe(exchange) : `${describe(exchange)}, error ${error}`;
}

/**
 * A refusal of the token endpoint with one of these error codes; a token instead is a violation, and so is any other
 * answer. A refusal without an error code is not judged here: the check of the form of errors does that.
 */
export function refusedWithError(exchange: Answered, errors: readonly string[], what: string): Judgement {
  const error = errorOf(exchange);
  const { status } = exchange.response;
  if (status === 429) return unclear(TOO_MANY);
  const isMeant = error !== undefined && errors.includes(error);
  const isRefusal = status >= 400 && status < 500;
  if (isMeant && isRefusal) return ok;
  if (isMeant ? status < 400 : isRefusal && error === undefined) {
    return doesNotApply(
      `${what} was refused, but not in the form of an OAuth error (${saidBy(exchange)}); another check judges that.`,
    );
  }
  return violation(`${what} is refused with ${errors.join(' or ')}`, saidBy(exchange));
}

/** Why a 429 proves nothing. */
export const TOO_MANY =
  'The authorization server answered 429: it limits how many requests come at a time. Raise the limit for the test, or run fewer checks at once.';
