import {
  inconclusive,
  isSamePlace,
  noCode,
  ok,
  TOO_MANY,
  unclear,
  violation,
  type Authorization,
  type AuthorizationServerContext,
  type Bend,
  type Client,
  type Exchange,
  type Judgement,
} from '../../harness/index.ts';

/** An authorization request that is to be looked at, and what is peculiar about it, in words. */
export interface Case {
  what: string;
  parameters: Bend;
  /** The client of the others by default. */
  client?: Client;
}

/** What came of an authorization request, as plain data. */
export type Attempt = {
  what: string;
  end: Authorization['end'];
  /** `asked`: sent to the redirect URI of the request; `registered`: to that of the client, where it is another. */
  at: 'asked' | 'registered' | null;
  status: number | null;
  error: string | null;
  hasCode: boolean;
};

export type Attempts = {
  exchanges: Exchange[];
  /** A good request of the same client, beside them. */
  good: Attempt;
  attempts: Attempt[];
};

/**
 * Tries authorization requests side by side, and a good one beside them: without it a refusal proves nothing.
 *
 * @throws Stop when the good one is refused; untested when a login page hides what would come of the others, unless one
 *   of them `tells` all the same.
 */
export async function tryEach(
  server: AuthorizationServerContext,
  cases: readonly Case[],
  { client, tells }: { client?: Client; tells: (attempt: Attempt) => boolean },
): Promise<Attempts> {
  const own = client ?? (await server.client());
  const [good, ...others] = await Promise.all(
    [{ what: 'a good request', parameters: {}, client: own }, ...cases].map(async (one) => {
      const options = { client: one.client ?? own, parameters: one.parameters };
      return { what: one.what, authorization: await server.authorize(options) };
    }),
  );
  if (good === undefined) throw inconclusive('No good authorization request was made.');
  if (!proceeds(good.authorization)) throw noCode(good.authorization);
  const attempts = others.map(attemptOf);
  const hidden = others.find((other) => isLoginPage(other.authorization, good.authorization));
  if (hidden !== undefined && !attempts.some(tells)) throw noCode(hidden.authorization);
  const limited = others.find(({ authorization }) => authorization.reply.status === 429);
  if (limited !== undefined) throw inconclusive(TOO_MANY, [limited.authorization.reply.exchange.id]);
  return {
    exchanges: [good, ...others].flatMap(({ authorization }) => authorization.exchanges),
    good: attemptOf(good),
    attempts,
  };
}

/** A code, or a page that may ask for a login. */
export function proceeds({ end, code, reply }: Authorization): boolean {
  return code !== undefined || (end === 'page' && (reply.status ?? 0) < 400);
}

/** Where a good request meets a page too, a page without an error status may be the same one. */
function isLoginPage(other: Authorization, good: Authorization): boolean {
  const isPage = ({ end, reply }: Authorization) => end === 'page' && (reply.status ?? 0) < 400;
  return isPage(other) && isPage(good);
}

export function attemptOf({ what, authorization }: { what: string; authorization: Authorization }): Attempt {
  const { end, error, code, reply } = authorization;
  const at = placeOf(authorization);
  return {
    what,
    end: at === null ? end : 'callback',
    at,
    status: reply.status ?? null,
    error: error ?? null,
    hasCode: code !== undefined,
  };
}

function placeOf({ callback, reply, sent, client }: Authorization): Attempt['at'] {
  const to = callback ?? refreshOf(reply);
  if (to === undefined) return null;
  const asked = sent.getAll('redirect_uri').filter((uri) => uri !== client.redirectUri);
  if (asked.some((uri) => leadsTo(to, uri))) return 'asked';
  return leadsTo(to, client.redirectUri) ? 'registered' : null;
}

/** The same place, with the query that the redirect URI has of its own (OAuth 2.1 §2.3). */
function leadsTo(to: URL, redirectUri: string): boolean {
  if (!isSamePlace(to, redirectUri)) return false;
  return [...new URL(redirectUri).searchParams].every(([name, value]) => to.searchParams.get(name) === value);
}

/** A page may send the browser on as well: by a field of its head, or of its own header. */
function refreshOf(reply: Authorization['reply']): URL | undefined {
  const inPage = /<meta[^>]+http-equiv=["']?refresh["']?[^>]+content=["']?([^"'>]+)/i.exec(reply.text)?.[1];
  const [, target] =
    /^\s*\d+\s*[;,]\s*url=["']?([^"']+)/i.exec(reply.header('refresh') ?? inPage ?? '') ?? [];
  const url = target?.replaceAll('&amp;', '&').trim();
  return url !== undefined && URL.canParse(url, reply.exchange.request.url)
    ? new URL(url, reply.exchange.request.url)
    : undefined;
}

/** What was seen, in words. */
export function toldOf({ what, end, at, status, error, hasCode }: Attempt): string {
  const brought = hasCode ? 'with a code' : error === null ? 'with neither code nor error' : `with ${error}`;
  if (at !== null) return `${what}: sent to the ${at === 'asked' ? 'URI asked for' : 'client'} ${brought}`;
  if (end === 'page') return `${what}: a page with status ${status ?? 0}`;
  return `${what}: no end was reached`;
}

/** What the first one shows that is as it must not be; undefined when all are right. */
export function violationBy(
  attempts: readonly Attempt[],
  isWrong: (attempt: Attempt) => boolean,
  expected: string,
): Judgement | undefined {
  const wrong = attempts.find(isWrong);
  return wrong === undefined ? undefined : violation(expected, toldOf(wrong));
}

/** None is wrong. */
export function noneIs(
  attempts: readonly Attempt[],
  isWrong: (attempt: Attempt) => boolean,
  expected: string,
): Judgement {
  const lost = attempts.find(({ end }) => end === 'lost');
  return violationBy(attempts, isWrong, expected) ?? (lost === undefined ? ok : unclear(toldOf(lost)));
}

export const isSentToAsked = ({ at }: Attempt): boolean => at === 'asked';
export const bringsCode = ({ hasCode }: Attempt): boolean => hasCode;
