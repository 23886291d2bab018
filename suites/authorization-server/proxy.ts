/** What is known of a server that has people log in at a third party, as its one client there. */
import {
  inconclusive,
  isSamePlace,
  noCode,
  notApplicable,
  oncePerRun,
  Stop,
  testClientName,
  untested,
  type Authorization,
  type AuthorizationServerContext,
  type Bend,
  type Browser,
  type Client,
  type Exchange,
  type ShownPage,
  type Visit,
} from '../../harness/index.ts';
import { answered, decisionIn, type Decision } from './consent-form.ts';
import { CLIENT_HOST } from './consent-pages.ts';
import { forwardedTo, thirdPartyAt } from './third-party.ts';

export interface Proxy {
  /** From the authorization request to the third party. */
  exchanges: Exchange[];
  client: Client & { name: string };
  thirdParty: NonNullable<ReturnType<typeof forwardedTo>>;
  /** What was shown on the way to the third party, and nothing of what came after. */
  pages: ShownPage[];
  /** How the page that asks for consent is answered; `none`: no page comes before the third party. */
  decision: Decision | 'none' | 'unknown';
}

const NO_PROXY = 'It sends nobody on to a third party to log in.';

const LOGIN_ONLY =
  'It asks the third party who somebody is, and for nothing else: consent may come after that login.';

const NEEDS_SCRIPT =
  'Needs to see what comes behind its page: give --login with a script, which goes there as a person would.';

/** The proxy, looked at once. @throws Stop when it is none, or cannot be told from one. */
export const proxyOf = oncePerRun(look);

async function look(server: AuthorizationServerContext): Promise<Proxy> {
  const client = await webClient(server);
  const own = new URL(await server.endpoint('authorization_endpoint'));
  const showsPages = server.target.login?.showsPages === true;
  const parameters = await unforced(server);
  const authorization = await server.authorize({
    ...{ client, parameters },
    ...(showsPages ? {} : { login: false }),
  });
  const { exchanges, submissions } = authorization;
  const thirdParty = forwardedTo(authorization, own.host);
  if (thirdParty === undefined) throw whyNone(authorization, showsPages);
  if (thirdParty.scopes.length > 0 && thirdParty.isIdentityOnly)
    throw notApplicable(
      LOGIN_ONLY,
      exchanges.map(({ id }) => id),
    );
  const pages = pagesBefore(authorization, own);
  const before = submissions.filter(({ at, url }) => at > 0 && at <= thirdParty.at && isAt(url, own));
  const last = before.at(-1);
  const known = last === undefined ? undefined : decisionIn(pages, last);
  const decision = known ?? (pages.length === 0 && before.length === 0 ? 'none' : 'unknown');
  const proxy: Proxy = {
    ...{ client, thirdParty, pages, decision },
    exchanges: exchanges.slice(0, thirdParty.at + 1),
  };
  await requireOneClient(server, proxy, own.host);
  return proxy;
}

/** A client that registered itself, with a name that no other has. The duties of a proxy are about such ones. */
export async function webClient(server: AuthorizationServerContext): Promise<Proxy['client']> {
  const { document } = await server.gathered.metadata();
  const takesClients =
    typeof document['registration_endpoint'] === 'string' ||
    document['client_id_metadata_document_supported'] === true;
  if (!takesClients)
    throw notApplicable(
      'Its clients are registered by hand, so that nobody comes by himself to ask for consent.',
    );
  const named = { client_name: testClientName() };
  const redirectUri = `https://${CLIENT_HOST}/callback`;
  const web = { ...named, redirect_uris: [redirectUri], application_type: 'web' };
  const client = await server.client({ metadata: web }).catch(async (error: unknown) => {
    // It may take clients on this machine only, or those that it was told of.
    if (!(error instanceof Stop) || error.outcome !== 'inconclusive') throw error;
    return server.client({ metadata: named });
  });
  const asDocument = client.strategy === 'cimd' ? { redirectUri } : {};
  return { ...client, ...asDocument, name: named.client_name };
}

/** Without what asks for consent anew each time (OpenID Connect Core 1.0 §3.1.2.1 and §11). */
async function unforced(server: AuthorizationServerContext): Promise<Bend> {
  const scopes = (await server.scope())?.split(' ').filter((scope) => scope !== 'offline_access') ?? [];
  return { prompt: undefined, scope: scopes.length === 0 ? undefined : scopes.join(' ') };
}

function whyNone(authorization: Authorization, showsPages: boolean) {
  const { code, end, error, reply, exchanges } = authorization;
  if (end === 'lost') return noCode(authorization);
  const evidence = exchanges.map(({ id }) => id);
  if (code !== undefined) return notApplicable(NO_PROXY, evidence);
  const isPage = end === 'page' && (reply.status ?? 0) < 300;
  if (isPage && !showsPages) return untested(NEEDS_SCRIPT, evidence);
  const ending = error === undefined ? `with status ${reply.status ?? 0}` : `in the error ${error}`;
  return untested(
    `An authorization for a web client ended ${ending}, and until then nobody was sent on to a third party: let it take web clients.`,
    evidence,
  );
}

function pagesBefore({ pages }: Authorization, own: URL): ShownPage[] {
  const elsewhere = pages.findIndex(({ url }) => !isAt(url, own));
  return (elsewhere === -1 ? pages : pages.slice(0, elsewhere)).filter(({ status }) => status < 400);
}

const isAt = (url: string, { origin }: URL) => new URL(url).origin === origin;

/** Another client comes to the same third party under the same name: only then does that not know who asks. */
async function requireOneClient(
  server: AuthorizationServerContext,
  proxy: Proxy,
  own: string,
): Promise<void> {
  if (proxy.decision === 'unknown') return;
  const another = { client: await webClient(server), browser: server.browser() };
  const { visit } = await approvedIn(server, proxy, another);
  const evidence = visit.exchanges.map(({ id }) => id);
  if (!isForwarded(visit, proxy)) {
    proxy.decision = 'unknown';
    return;
  }
  const there = thirdPartyAt(visit.callback, own);
  if (there?.clientId !== proxy.thirdParty.clientId)
    throw notApplicable('The third party knows each of its clients by a client_id of its own.', evidence);
}

/** Who asks for authorization, and in which browser. */
export interface Asking {
  client: Proxy['client'];
  browser: Browser;
}

/** An authorization request, up to a page, the third party, or back at the client. */
export async function begun(
  server: AuthorizationServerContext,
  { thirdParty }: Proxy,
  { client, browser }: Asking,
): Promise<Visit> {
  const request = await server.authorizationRequest({ client, parameters: await unforced(server) });
  return browser.go({ ...request, redirectUris: [...request.redirectUris, thirdParty.place] });
}

/** The same, and the page that asks is answered as a person does who consents. `before`: the browser until then. */
export async function approvedIn(
  server: AuthorizationServerContext,
  proxy: Proxy,
  asking: Asking,
): Promise<{ visit: Visit; before: Browser | undefined }> {
  const shown = await begun(server, proxy, asking);
  const request = proxy.decision === 'none' ? undefined : decisionOn(shown, proxy, asking.client);
  if (request === undefined) return { visit: shown, before: undefined };
  const before = asking.browser.copy(({ value }) => value);
  const redirectUris = [asking.client.redirectUri, proxy.thirdParty.place];
  const visit = await asking.browser.go({ ...request, redirectUris });
  return { visit: { ...visit, exchanges: [...shown.exchanges, ...visit.exchanges] }, before };
}

/** A code came back to the client. */
export function isBackWithCode({ end, callback }: Visit, { redirectUri }: Client): boolean {
  const hasCode = callback?.searchParams.has('code') === true;
  return end === 'callback' && hasCode && isSamePlace(callback, redirectUri);
}

/** How the page that a visit ended at is answered; undefined when it is not the one that asks about the client. */
export function decisionOn(
  { url, reply }: Visit,
  { decision, client }: Proxy,
  { name }: Proxy['client'],
): ReturnType<typeof answered> {
  if (url === undefined || typeof decision === 'string') return undefined;
  const isNamed = decision.page.html.includes(client.name);
  return !isNamed || reply.text.includes(name) ? answered({ html: reply.text, url }, decision) : undefined;
}

export function isForwarded({ end, callback }: Visit, { thirdParty }: Proxy): boolean {
  return end === 'callback' && callback !== undefined && isSamePlace(callback, thirdParty.place);
}

/** The decision, where a page asks for one. @throws Stop when none does, or it is not known how. */
export function requireDecision({ decision, exchanges, client }: Proxy): Decision {
  const evidence = exchanges.map(({ id }) => id);
  if (decision === 'none')
    throw notApplicable(
      'No page of its own comes before the third party; another check judges that.',
      evidence,
    );
  if (decision === 'unknown')
    throw untested(
      'The page before the third party is not answered by an ordinary form alone, so a good decision cannot be made again.',
      evidence,
    );
  if (!decision.page.html.includes(client.name))
    throw notApplicable(
      'The page before the third party does not name the client, so it asks for no consent to it; another check judges that.',
      evidence,
    );
  return decision;
}

/** @throws Stop when what just went well does not any more: nothing is learned then. */
export function requireForwarded(visit: Visit, proxy: Proxy): void {
  if (isForwarded(visit, proxy)) return;
  throw inconclusive(
    'What led to the third party before did not lead there this time.',
    visit.exchanges.map(({ id }) => id),
  );
}
