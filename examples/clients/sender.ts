import type { Session } from './parts.ts';
import { Trouble, type Challenge } from './types.ts';

const MOST_WAITS = 2;
const LONGEST_WAIT_S = 5;

export type Send = (message: Record<string, unknown>, sessionId: string | undefined) => Promise<Response>;

/** Sends messages with the token at hand, and gets another where the server wants one. */
export function createSender(session: Session): Send {
  const { parts } = session;
  let token = parts.storedTokens(session)?.access;
  /** Requests side by side wait for the same login. */
  let underWay: Promise<void> | undefined;

  const logInOnce = async (challenge: Challenge, refusedToken: string | undefined): Promise<void> => {
    const tokens = await parts.alone(session, () => {
      const stored = parts.storedTokens(session);
      // Another process has got a newer token meanwhile.
      const isNewer = stored !== undefined && stored.access !== refusedToken;
      return isNewer ? Promise.resolve(stored) : parts.login(session, challenge);
    });
    token = tokens.access;
  };
  const logIn = (challenge: Challenge, refusedToken: string | undefined): Promise<void> => {
    // Another request has got a newer token meanwhile.
    if (underWay === undefined && token !== refusedToken) return Promise.resolve();
    if (!parts.sharesLogins()) return logInOnce(challenge, refusedToken);
    underWay ??= logInOnce(challenge, refusedToken).finally(() => (underWay = undefined));
    return underWay;
  };
  return async (message, sessionId) => {
    for (let logins = 0, waits = 0; ;) {
      const used = token;
      const { url, ...request } = parts.requestFor(session, message, { token: used, sessionId });
      const response = await session.fetch(url, { method: 'POST', ...request, redirect: 'error' });
      const challenge = parts.readChallenge(response.headers.get('www-authenticate'));
      if (parts.wantsLogin(response.status, challenge)) {
        logins += 1;
        if (logins > parts.mostLogins(challenge))
          throw new Trouble(`${session.url} refuses every token. It is its operator who can mend that.`);
        await logIn(challenge, used);
      } else if (response.status === 503 && waits < MOST_WAITS) {
        waits += 1;
        await pause(parts.secondsToWait(response.headers.get('retry-after')), session.signal);
      } else return response;
      await response.body?.cancel();
    }
  };
}

/** How often one request may be refused for its token, by what the server says the last time. */
export const mostLogins: (challenge: Challenge) => number = () => 2;

/** A 401, and a 403 that says that the scope is what is missing (RFC 6750 §3.1). Nothing else is mended by a login. */
export function wantsLogin(status: number, { error }: Challenge): boolean {
  return status === 401 || (status === 403 && error === 'insufficient_scope');
}

/** RFC 9110 §10.2.3: seconds, or a date. */
export function secondsToWait(retryAfter: string | null): number {
  const seconds = Number(retryAfter ?? 1);
  if (Number.isFinite(seconds)) return Math.max(0, seconds);
  const date = Date.parse(retryAfter ?? '');
  return Number.isNaN(date) ? 1 : Math.max(0, (date - Date.now()) / 1000);
}

async function pause(seconds: number, signal: AbortSignal): Promise<void> {
  if (seconds > LONGEST_WAIT_S) throw new Trouble(`The server asks to come back in ${seconds} seconds.`);
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, seconds * 1000);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}
