import type { Claims, Header, Setup } from '../types.ts';

/** Clock difference that is forgiven for a beginning; an end is an end. Seconds. */
const SKEW_SECONDS = 30;

/** Each check gives the reason of a refusal: a fixed sentence, since what a token holds is the sender's text. */
export type ClaimCheck = (claims: Claims, setup: Setup, header: Header | undefined) => string | undefined;

const seconds = (setup: Setup) => setup.settings.now() / 1000;

/** Claims of another type than RFC 7519 §4.1 gives them would slip through comparisons. */
export const checkClaimTypes: ClaimCheck = (claims) => {
  const times = [claims['exp'], claims['nbf'], claims['iat']];
  const texts = [claims['iss'], claims['sub'], claims['client_id'], claims['scope']];
  const isTime = (value: unknown) => value === undefined || Number.isFinite(value);
  const isText = (value: unknown) => value === undefined || typeof value === 'string';
  const { aud } = claims;
  const isAudience = isText(aud) || (Array.isArray(aud) && aud.every((item) => typeof item === 'string'));
  const areGood = times.every(isTime) && texts.every(isText) && isAudience;
  return areGood ? undefined : 'A claim of the access token has a wrong type.';
};

/** RFC 9068 §4. An introspection answer need not name the issuer: it comes from it. */
export const checkIssuer: ClaimCheck = (claims, { settings }, header) => {
  const { iss } = claims;
  if (iss === undefined && header === undefined) return undefined;
  const trusted = typeof iss === 'string' && settings.issuers.includes(iss);
  return trusted ? undefined : 'The access token was issued by somebody else.';
};

/** RFC 8707 §2, MCP «Token Handling»: this server is named as a whole, whatever else is. */
export const checkAudience: ClaimCheck = (claims, { settings }) => {
  const named = [claims['aud']].flat().filter((item) => typeof item === 'string');
  const own = settings.audiences.map(comparable);
  return named.some((item) => own.includes(comparable(item)))
    ? undefined
    : 'The access token was issued for another resource.';
};

/** Scheme and host are without case (RFC 3986 §6.2.2.1); everything else is compared as it stands. */
function comparable(identifier: string): string {
  return identifier.replace(/^https?:\/\/[^/?#@\\]*/i, (start) => start.toLowerCase());
}

/** RFC 9068 §2.2 demands `exp`; RFC 7662 §2.2 does not. */
export const checkExpiry: ClaimCheck = (claims, setup, header) => {
  const { exp } = claims;
  if (exp === undefined) return header === undefined ? undefined : 'The access token has no expiry time.';
  return typeof exp === 'number' && seconds(setup) < exp ? undefined : 'The access token has expired.';
};

/** RFC 7519 §4.1.5, with the small leeway that it allows; an `iat` of the future is as doubtful. */
export const checkNotBefore: ClaimCheck = (claims, setup) => {
  const starts = [claims['nbf'], claims['iat']].filter((time) => typeof time === 'number');
  const now = seconds(setup);
  return starts.every((start) => start <= now + SKEW_SECONDS)
    ? undefined
    : 'The access token is not valid yet.';
};

const ACCESS_TOKEN_TYPES = ['at+jwt', 'application/at+jwt'];
const NOT_AN_ACCESS_TOKEN = 'The token is not an access token.';

/**
 * A JWT made for another purpose is no access token (RFC 8725 §3.11). Scalekit and many others write `typ: JWT`,
 * so a plain one is taken unless its claims show that it is an ID, logout or refresh token.
 */
export const checkType: ClaimCheck = (claims, _setup, header) => {
  const type = header?.['typ'];
  if (type !== undefined && typeof type !== 'string') return NOT_AN_ACCESS_TOKEN;
  const lower = type?.toLowerCase();
  if (lower !== undefined && ACCESS_TOKEN_TYPES.includes(lower)) return undefined;
  if (lower !== undefined && lower !== 'jwt' && lower !== 'application/jwt') return NOT_AN_ACCESS_TOKEN;
  const otherPurpose = ['at_hash', 'c_hash', 's_hash', 'nonce', 'events'].some((name) =>
    Object.hasOwn(claims, name),
  );
  const named = [claims['token_use'], claims['typ']].filter((use) => typeof use === 'string');
  const otherUse = named.some((use) => /^(?:id|refresh|logout|offline)/i.test(use));
  return otherPurpose || otherUse ? NOT_AN_ACCESS_TOKEN : undefined;
};

/** A token that is bound to a key is not taken from whoever merely bears it (RFC 9449 §7.2, RFC 8705 §3). */
export const checkBinding: ClaimCheck = (claims) =>
  claims['cnf'] === undefined &&
  !(typeof claims['token_type'] === 'string' && /^dpop$/i.test(claims['token_type']))
    ? undefined
    : 'The access token is bound to a key; proof of it cannot be taken here.';
