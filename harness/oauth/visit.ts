import { CookieJar } from 'tough-cookie';
import type { Exchange, HeaderLine } from '../contract.ts';
import { allHeaders } from '../http/headers.ts';
import type { Outgoing, Recorder, Reply } from '../http/recorder.ts';
import { isSamePlace } from './same-place.ts';

/** How far an authorization request came. */
export interface Visit {
  /**
   * `callback`: the user agent was sent back to the client. `page`: the authorization server shows something, be it a
   * login, a consent or an error. `lost`: no answer, or redirects without end.
   */
  end: 'callback' | 'page' | 'lost';
  /** Where the client was to be called back, with everything that came along. Raw: never for evidence. */
  callback: URL | undefined;
  /** The last answer, raw. */
  reply: Reply;
  /** Every step, the last one included. */
  exchanges: Exchange[];
  /** What a person was shown, where a browser was used. */
  pages?: ShownPage[];
}

/** A page as a browser rendered it. */
export interface ShownPage {
  url: string;
  status: number;
  headers: HeaderLine[];
  /** The text that a person reads. */
  text: string;
  html: string;
}

/** An authorization request, as a user agent gets it. */
export interface VisitRequest {
  url: string | URL;
  /** Where the visit ends: nobody listens there, the redirect is read and not followed. */
  redirectUris: readonly string[];
  method?: 'GET' | 'POST';
  /** The form of a POST. */
  body?: string;
  headers?: HeaderLine[];
}

/** Gets through a login for which a person, a script or a browser is needed. */
export interface Login {
  /** Where it waits for the way back, when it cannot do without; to be registered for clients. */
  readonly redirectUri?: string;
  /** Whether its visits tell what was shown; then any redirect URI will do. */
  readonly showsPages?: true;
  /** @throws Stop when the login does not come to an end. */
  visit(request: VisitRequest, by: string): Promise<Visit>;
}

/** Makes a login for a run, whose recorder sees what happens. */
export type LoginFor = (recorder: Recorder) => Promise<Login & Partial<AsyncDisposable>>;

const MOST_STEPS = 12;

/**
 * What a browser says when a person follows a link: some authorization servers answer other requests as those of a
 * script (Fetch Metadata Request Headers §2).
 */
const NAVIGATION: HeaderLine[] = [
  ['accept', 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'],
  ['accept-language', 'en'],
  ['sec-fetch-dest', 'document'],
  ['sec-fetch-mode', 'navigate'],
  ['sec-fetch-site', 'none'],
  ['sec-fetch-user', '?1'],
  ['upgrade-insecure-requests', '1'],
];

/** Follows redirects as a browser does, with cookies of its own, and submits nothing. */
export async function visit(
  request: VisitRequest,
  send: (outgoing: Outgoing) => Promise<Reply>,
): Promise<Visit> {
  const jar = new CookieJar();
  const exchanges: Exchange[] = [];
  let next: Outgoing = outgoingOf(request);
  for (;;) {
    const url = String(next.url);
    const cookies = await jar.getCookieString(url);
    const lines = [...NAVIGATION, ...((next.headers as HeaderLine[] | undefined) ?? [])];
    if (cookies !== '') lines.push(['cookie', cookies]);
    const reply = await send({ ...next, headers: lines });
    exchanges.push(reply.exchange);
    for (const cookie of allHeaders(reply.headers, 'set-cookie')) {
      await jar.setCookie(cookie, url, { ignoreError: true });
    }
    const ended = (end: Visit['end'], callback?: URL): Visit => ({ end, callback, reply, exchanges });
    if (reply.status === undefined) return ended('lost');
    const to = redirectOf(reply, url);
    if (to === undefined) return ended('page');
    if (request.redirectUris.some((redirectUri) => isSamePlace(to, redirectUri)))
      return ended('callback', to);
    if (exchanges.length >= MOST_STEPS || !['http:', 'https:'].includes(to.protocol)) return ended('lost');
    next = followingRequest(next, reply, to);
  }
}

function outgoingOf({ url, method = 'GET', body, headers = [] }: VisitRequest): Outgoing {
  if (body === undefined) return { url, method, headers };
  return { url, method, body, headers: [['content-type', 'application/x-www-form-urlencoded'], ...headers] };
}

function redirectOf(reply: Reply, from: string): URL | undefined {
  const location = reply.header('location');
  const isRedirect = [301, 302, 303, 307, 308].includes(reply.status ?? 0);
  return isRedirect && location !== undefined && URL.canParse(location, from)
    ? new URL(location, from)
    : undefined;
}

/** RFC 9110 §15.4: 307 and 308 keep the method, the others turn a POST into a GET. */
function followingRequest(last: Outgoing, { status }: Reply, url: URL): Outgoing {
  const keeps = status === 307 || status === 308;
  return keeps ? { ...last, url } : { url, method: 'GET' };
}
