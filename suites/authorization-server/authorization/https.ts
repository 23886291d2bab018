import { randomUUID } from 'node:crypto';
import {
  authorizationServerCheck,
  describe,
  doesNotApply,
  errorOf,
  firstProblem,
  headerOf,
  isLoopback,
  isTokenResponse,
  ok,
  unclear,
  violation,
  type Exchange,
  type Judgement,
  type Outgoing,
} from '../../../harness/index.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.authorization.https',
  title: 'The authorization and token endpoints do nothing over plain http',
  // That nothing answers is what is hoped for.
  observesFailures: true,
  probe: async (server) => {
    const [authorization, token] = await Promise.all([
      server.endpoint('authorization_endpoint'),
      server.endpoint('token_endpoint'),
    ]);
    const { hostname } = new URL(authorization);
    const isExempt = isLoopback(hostname) && !server.target.strictHttps;
    const isSecure = [authorization, token].every((url) => url.startsWith('https:'));
    if (isExempt || !isSecure) return { isExempt, isSecure, plain: [], secure: [] };
    // Nobody's: no secret goes over the wire in the clear.
    const client_id = randomUUID();
    const query = new URLSearchParams({ response_type: 'code', client_id });
    const form = new URLSearchParams({ grant_type: 'authorization_code', code: randomUUID(), client_id });
    const both = (url: string, more: Omit<Outgoing, 'url'>) =>
      Promise.all([plainOf(url), url].map((one) => server.send({ ...more, url: one })));
    const [asked, redeemed] = await Promise.all([
      both(withQuery(authorization, query), {}),
      both(token, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: form.toString(),
      }),
    ]);
    const pairs = [asked, redeemed];
    return {
      isExempt,
      isSecure,
      plain: pairs.flatMap(([one]) => one ?? []),
      secure: pairs.flatMap(([, one]) => one ?? []),
    };
  },
  judge: ({ isExempt, isSecure, plain, secure }) => {
    if (isExempt)
      return doesNotApply('It runs on this machine, where http is allowed; --strict-https applies it.');
    if (!isSecure) return doesNotApply('The metadata names endpoints over http; another check judges that.');
    return firstProblem(plain.map((one, index) => judgePlain(one, secure[index])));
  },
});

function withQuery(endpoint: string, query: URLSearchParams): string {
  const url = new URL(endpoint);
  for (const [name, value] of query) url.searchParams.append(name, value);
  return url.href;
}

/** The same over http: at port 80, or at the very port that the URL names. */
function plainOf(url: string): string {
  return url.replace(/^https:/, 'http:');
}

/** Refused, or sent on to https, is right; the answer that https gives is not. */
export function judgePlain(plain: Exchange, secure: Exchange | undefined): Judgement {
  const { response, failure, request } = plain;
  if (failure?.kind === 'blocked' || failure?.kind === 'dns')
    return unclear(`${request.url} could not be tried: ${failure.message}`);
  if (response === undefined || failure !== undefined) return ok;
  const location = headerOf(response.headers, 'location') ?? '';
  const to = URL.canParse(location, request.url) ? new URL(location, request.url) : undefined;
  const isUpgrade = response.status >= 300 && response.status < 400 && to?.protocol === 'https:';
  if (isUpgrade) return ok;
  const isAnswered = isTokenResponse(plain) || (request.method === 'POST' && errorOf(plain) !== undefined);
  const isSame =
    response.body !== '' &&
    response.status === secure?.response?.status &&
    response.body === secure.response.body;
  const isShown = request.method === 'GET' && response.status < 400;
  return isAnswered || isSame || isShown
    ? violation('nothing, or a redirect to https', `${plainPath(plain)}: ${describe(plain)} over plain http`)
    : ok;
}

function plainPath({ request }: Exchange): string {
  const { origin, pathname } = new URL(request.url);
  return `${origin}${pathname}`;
}
