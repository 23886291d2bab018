import type { Answered, Exchange, Json, Judgement } from '../contract.ts';
import { headerOf } from '../http/headers.ts';
import { ok, violation } from '../judgement.ts';
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

/** A refusal of the token endpoint with one of these error codes; a token instead is a violation, and so is any other answer. */
export function refusedWithError(exchange: Answered, errors: readonly string[], what: string): Judgement {
  const error = errorOf(exchange);
  const { status } = exchange.response;
  if (status >= 400 && status < 500 && error !== undefined && errors.includes(error)) return ok;
  const said = isTokenResponse(exchange) ? 'a token was issued' : describe(exchange);
  return violation(
    `${what} is refused with ${errors.join(' or ')}`,
    error === undefined ? said : `${said}, error ${error}`,
  );
}
