import { Cookie, CookieJar } from 'tough-cookie';
import type { Exchange, HeaderLine } from '../contract.ts';
import { allHeaders } from '../http/headers.ts';
import type { Outgoing, Reply } from '../http/recorder.ts';
import { isSamePlace } from './same-place.ts';
import type { Visit, VisitRequest } from './visit.ts';

/** A cookie as a browser keeps it. Raw: never for evidence. */
export interface KeptCookie {
  name: string;
  value: string;
  secure: boolean;
  httpOnly: boolean;
  /** In lower case; undefined when the server said nothing. */
  sameSite: string | undefined;
  path: string;
  /** Sent to the very host that set it, and to none below it. */
  hostOnly: boolean;
}

/** Follows redirects and keeps cookies as a browser does; it shows nothing, and submits what it is told to. */
export interface Browser {
  /** Up to a page, or to one of the redirect URIs, which is not visited. */
  go(request: VisitRequest): Promise<Visit>;
  cookies(): KeptCookie[];
  /** Another browser with the same cookies, but for those that are left out or have another value. */
  copy(change: (cookie: KeptCookie) => string | undefined): Browser;
}

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

export function openBrowser(send: (outgoing: Outgoing) => Promise<Reply>, jar = new CookieJar()): Browser {
  return {
    go: (request) => follow(request, { send, jar }),
    cookies: () => (jar.toJSON()?.cookies ?? []).flatMap((one) => keptCookie(one) ?? []),
    copy: (change) => openBrowser(send, changed(jar, change)),
  };
}

/** A browser with cookies that another one has given away. */
export function browserWith(
  cookies: readonly (Omit<KeptCookie, 'sameSite' | 'hostOnly'> & { domain: string })[],
  send: (outgoing: Outgoing) => Promise<Reply>,
): Browser {
  const kept = cookies.map(({ name: key, value, domain, path, secure, httpOnly }) => ({
    ...{ key, value, path, secure, httpOnly },
    domain: domain.replace(/^\./, ''),
    hostOnly: !domain.startsWith('.'),
    creation: new Date().toISOString(),
  }));
  return openBrowser(send, CookieJar.fromJSON(JSON.stringify({ cookies: kept })));
}

async function follow(
  request: VisitRequest,
  { send, jar }: { send: (outgoing: Outgoing) => Promise<Reply>; jar: CookieJar },
): Promise<Visit> {
  const exchanges: Exchange[] = [];
  let next: Outgoing = outgoingOf(request);
  for (;;) {
    const url = String(next.url);
    const cookies = await jar.getCookieString(url);
    const own = (next.headers as HeaderLine[] | undefined) ?? [];
    const lines = [...NAVIGATION.filter(([name]) => own.every(([other]) => other !== name)), ...own];
    if (cookies !== '') lines.push(['cookie', cookies]);
    const reply = await send({ ...next, headers: lines });
    exchanges.push(reply.exchange);
    for (const cookie of allHeaders(reply.headers, 'set-cookie')) {
      await jar.setCookie(cookie, url, { ignoreError: true });
    }
    const ended = (end: Visit['end'], callback?: URL): Visit => ({ end, callback, reply, exchanges });
    if (reply.status === undefined) return ended('lost');
    const to = redirectOf(reply, url);
    if (to === undefined) return { ...ended('page'), url };
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

function changed(jar: CookieJar, change: (cookie: KeptCookie) => string | undefined): CookieJar {
  const state = jar.toJSON();
  const cookies = (state?.cookies ?? []).flatMap((one) => {
    const kept = keptCookie(one);
    const value = kept === undefined ? undefined : change(kept);
    return value === undefined ? [] : [{ ...one, value }];
  });
  return CookieJar.fromJSON(JSON.stringify({ ...state, cookies }));
}

function keptCookie(serialized: unknown): KeptCookie | undefined {
  const cookie = Cookie.fromJSON(serialized);
  if (cookie === undefined) return undefined;
  const { key: name, value, secure, httpOnly, sameSite, path, hostOnly } = cookie;
  return {
    ...{ name, value, secure, httpOnly, sameSite },
    path: path ?? '/',
    hostOnly: hostOnly ?? true,
  };
}
