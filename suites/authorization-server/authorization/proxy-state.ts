import { randomBytes } from 'node:crypto';
import {
  authorizationServerCheck,
  firstProblem,
  ok,
  tolerated,
  untested,
  violation,
  type AuthorizationServerContext,
  type Browser,
  type Client,
  type Exchange,
} from '../../../harness/index.ts';
import {
  approvedIn,
  isBackWithCode,
  proxyOf,
  requireDecision,
  requireForwarded,
  webClient,
  type Proxy,
} from '../proxy.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.authorization.proxy-state',
  title:
    'The way back from the third party is taken once, with the state of this browser, and by nobody else',
  needs: ['login', 'registration'],
  probe: async (server) => {
    const proxy = await proxyOf(server);
    if (proxy.decision === 'unknown') requireDecision(proxy);
    const [good, missing, unknown, own, foreign, asked] = await Promise.all(
      Array.from({ length: 6 }, () => loggedIn(server, proxy)),
    );
    if (!good || !missing || !unknown || !own || !foreign || !asked) throw untested(THIRD_PARTY_ASKS);
    const control = await arrive(good, good.back, proxy);
    if (!control.isBack)
      throw untested(
        'After the third party more is asked for, so the way back cannot be followed alone.',
        idsOf(good),
      );
    const again = (await backFrom(good, proxy)) ?? good.back;
    const [reused, ...others] = await Promise.all([
      arrive(good, again, proxy),
      arrive(missing, bent(missing.back, undefined), proxy),
      arrive(unknown, bent(unknown.back, randomBytes(24).toString('base64url')), proxy),
      arrive({ ...foreign, browser: own.browser }, foreign.back, proxy),
      // As if nobody had approved in this browser.
      ...(asked.before === undefined ? [] : [arrive({ ...asked, browser: asked.before }, asked.back, proxy)]),
    ]);
    const names = [
      'a state that was used already',
      'no state',
      'an unknown state',
      'the state of another browser',
      'nothing but the cookies from before the approval',
    ];
    return {
      exchanges: [...good.exchanges, ...[control, reused, ...others].flatMap(({ exchanges }) => exchanges)],
      isEarly: good.isEarly,
      taken: [reused, ...others].map(({ isBack }, index) => ({ isBack, what: names[index] ?? '' })),
    };
  },
  judge: ({ isEarly, taken }) =>
    firstProblem([
      ...taken.map(({ isBack, what }) =>
        isBack
          ? violation('the callback is refused', `with ${what} the callback led to a code for the client`)
          : ok,
      ),
      // That cookie alone leads nowhere: it may serve another purpose.
      isEarly
        ? tolerated(
            'the state is put into the browser after the person has approved',
            'a cookie that was set before the approval holds the state',
          )
        : ok,
    ]),
});

const THIRD_PARTY_ASKS =
  'The third party shows a page before it sends anybody back, so what comes back to the server cannot be caught on its way: give --login with a script that gets through there.';

/** A login that has come back as far as to the callback of the server, which was not called yet. */
interface LoggedIn {
  client: Client;
  browser: Browser;
  /** Its request to the third party, where that needs no login of its own. */
  there: URL | undefined;
  back: URL;
  /** The browser as it was before the approval, where it was asked for one. */
  before: Browser | undefined;
  /** It had the state by then. */
  isEarly: boolean;
  exchanges: Exchange[];
}

async function loggedIn(server: AuthorizationServerContext, proxy: Proxy): Promise<LoggedIn | undefined> {
  const [client, browser] = [await webClient(server), server.browser()];
  const watched = { client, browser };
  const { visit, before } = await approvedIn(server, proxy, watched);
  requireForwarded(visit, proxy);
  const there = visit.callback;
  if (there === undefined) return undefined;
  const state = there.searchParams.get('state');
  const isEarly = before?.cookies().some(({ value }) => holds(value, state)) === true;
  const back = await backFrom({ browser, there }, proxy);
  if (back !== undefined) return { ...watched, there, back, before, isEarly, exchanges: visit.exchanges };
  return throughPages(server, proxy, { client, isEarly });
}

/** The third party has people log in by pages: in a browser, which does not call back itself. */
async function throughPages(
  server: AuthorizationServerContext,
  { thirdParty }: Proxy,
  { client, isEarly }: Pick<LoggedIn, 'client' | 'isEarly'>,
): Promise<LoggedIn | undefined> {
  if (server.target.login?.showsPages !== true) return undefined;
  const request = await server.authorizationRequest({ client });
  const visit = await server.logIn({ ...request, redirectUris: [thirdParty.callback], held: true });
  const { browser, callback: back, exchanges } = visit;
  return (
    browser && back && { client, browser, there: undefined, back, before: undefined, isEarly, exchanges }
  );
}

/** Through the third party, once more where it was before: another code, and the same state. */
async function backFrom({ browser, there }: Pick<LoggedIn, 'browser' | 'there'>, { thirdParty }: Proxy) {
  if (there === undefined) return undefined;
  const { callback } = await browser.go({ url: there, redirectUris: [thirdParty.callback] });
  return callback;
}

/** A server that begins the login anew may do that: what it then leads to is another way back. */
async function arrive({ browser, client }: LoggedIn, url: URL, { thirdParty }: Proxy) {
  const visit = await browser.go({ url, redirectUris: [client.redirectUri, thirdParty.place] });
  return { isBack: isBackWithCode(visit, client), exchanges: visit.exchanges };
}

function bent(back: URL, state: string | undefined): URL {
  const url = new URL(back);
  url.searchParams.delete('state');
  if (state !== undefined) url.searchParams.set('state', state);
  return url;
}

/** In the clear, or in an encoding that everybody can undo. */
function holds(value: string, state: string | null): boolean {
  if (state === null || state.length < 8) return false;
  const readings = [value, Buffer.from(value, 'base64url').toString()];
  return readings.some((text) => text.includes(state) || text.includes(encodeURIComponent(state)));
}

const idsOf = ({ exchanges }: LoggedIn) => exchanges.map(({ id }) => id);
