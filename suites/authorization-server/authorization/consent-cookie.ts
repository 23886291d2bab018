import {
  authorizationServerCheck,
  doesNotApply,
  isLoopback,
  notApplicable,
  ok,
  violation,
  type AuthorizationServerContext,
  type Browser,
  type Client,
  type KeptCookie,
} from '../../../harness/index.ts';
import {
  approvedIn,
  begun,
  decisionOn,
  isBackWithCode,
  isForwarded,
  proxyOf,
  requireDecision,
  requireForwarded,
  webClient,
  type Proxy,
} from '../proxy.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.authorization.consent-cookie',
  title: 'A cookie that keeps consent is out of reach of others, and good for one client only',
  needs: ['login', 'registration'],
  probe: async (server) => {
    const proxy = await proxyOf(server);
    requireDecision(proxy);
    const [client, other] = await Promise.all([webClient(server), webClient(server)]);
    const browser = await consented(server, proxy, client);
    const come = (one: Browser, by = client) => comeBack(server, proxy, { browser: one, client: by });
    const again = await come(browser);
    if (!again.isLetThrough) throw notApplicable('It asks for consent each time, and keeps none.', again.ids);
    const keepers = await keepersOf(browser, async (one) => (await come(one)).isAsked);
    const forged = keepers.flatMap((cookie) => forgedFor(other, client, cookie) ?? []);
    const [forOther, ...byForgery] = await Promise.all([
      come(browser, other),
      ...forged.map((cookie) => come(browser.copy(withValue(cookie)), other)),
    ]);
    const { protocol, hostname } = new URL(await server.endpoint('authorization_endpoint'));
    return {
      exchanges: [...proxy.exchanges, ...[forOther, ...byForgery].flatMap(({ exchanges }) => exchanges)],
      cookies: keepers.map(factsOf),
      // Over http a browser takes neither Secure nor __Host-.
      mayBeSecure: protocol === 'https:' || !isLoopback(hostname) || server.target.strictHttps,
      goodForOther: forOther.isLetThrough,
      canBeForged: byForgery.some(({ isLetThrough }) => isLetThrough),
    };
  },
  judge: ({ cookies, mayBeSecure, goodForOther, canBeForged }) => {
    if (goodForOther)
      return violation('another client is asked about anew', 'consent to one client let another one through');
    if (cookies.length === 0) return doesNotApply('No single cookie keeps the consent.');
    if (canBeForged)
      return violation(
        'a cookie that only the server can write: signed, or a handle',
        'with the client_id of another client written into the cookie, that one was let through',
      );
    const wrong = cookies.flatMap((cookie) =>
      wrongIn(cookie, mayBeSecure).map((what) => `${cookie.name} ${what}`),
    );
    return wrong.length === 0
      ? ok
      : violation('__Host-…; Path=/; Secure; HttpOnly; SameSite=Lax', wrong.join(', '));
  },
});

/** A browser in which somebody has consented to the client, and has come as far as that leads. */
async function consented(
  server: AuthorizationServerContext,
  proxy: Proxy,
  client: Proxy['client'],
): Promise<Browser> {
  const browser = server.browser();
  const { visit } = await approvedIn(server, proxy, { client, browser });
  requireForwarded(visit, proxy);
  // Who keeps it only at the end of the login has kept it then.
  if (visit.callback !== undefined)
    await browser.go({ url: visit.callback, redirectUris: [client.redirectUri] });
  return browser;
}

/** A further authorization there, which leaves the browser as it was. */
async function comeBack(
  server: AuthorizationServerContext,
  proxy: Proxy,
  { browser, client }: { browser: Browser; client: Proxy['client'] },
) {
  const visit = await begun(server, proxy, { client, browser: browser.copy(({ value }) => value) });
  return {
    isAsked: decisionOn(visit, proxy, client) !== undefined,
    // An error, or a login, is neither.
    isLetThrough: isForwarded(visit, proxy) || isBackWithCode(visit, client),
    exchanges: visit.exchanges,
    ids: visit.exchanges.map(({ id }) => id),
  };
}

/** The cookies without which the person is asked again. */
async function keepersOf(
  browser: Browser,
  asks: (browser: Browser) => Promise<boolean>,
): Promise<KeptCookie[]> {
  const cookies = browser.cookies();
  const needed = await Promise.all(
    cookies.map(({ name }) => asks(browser.copy(withValue({ name, value: undefined })))),
  );
  return cookies.filter((_, index) => needed[index]);
}

/** A cookie has another value, or is left out. */
function withValue({ name, value }: { name: string; value: string | undefined }) {
  return (one: KeptCookie) => (one.name === name ? value : one.value);
}

/** The cookie as it would be for another client, where it names its client so that everybody can read it. */
function forgedFor(other: Client, { id }: Client, { name, value }: KeptCookie) {
  const readings = ['utf8', 'base64url', 'base64'] as const;
  for (const encoding of readings) {
    const plain = encoding === 'utf8' ? decoded(value) : Buffer.from(value, encoding).toString();
    if (!plain.includes(id)) continue;
    const text = plain.replaceAll(id, other.id);
    const isPlain = encoding === 'utf8';
    return { name, value: isPlain ? encodeURIComponent(text) : Buffer.from(text).toString(encoding) };
  }
  return undefined;
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function factsOf({ name, secure, httpOnly, sameSite = 'not said', path, hostOnly }: KeptCookie) {
  return { name, secure, httpOnly, sameSite, path, hostOnly };
}

function wrongIn(cookie: ReturnType<typeof factsOf>, mayBeSecure: boolean): string[] {
  const { name, secure, httpOnly, sameSite } = cookie;
  return [
    ...(httpOnly ? [] : ['has no HttpOnly']),
    ...(['lax', 'strict'].includes(sameSite) ? [] : [`has SameSite=${sameSite}`]),
    ...(mayBeSecure && !secure ? ['has no Secure'] : []),
    ...(mayBeSecure && !name.startsWith('__Host-') ? ['has no __Host- prefix'] : []),
  ];
}
