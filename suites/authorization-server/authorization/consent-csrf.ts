import {
  authorizationServerCheck,
  firstProblem,
  inconclusive,
  ok,
  violation,
  type AuthorizationServerContext,
  type KeptCookie,
} from '../../../harness/index.ts';
import { filled, submission } from '../consent-form.ts';
import { mayBeFramed } from '../framing.ts';
import {
  begun,
  isBackWithCode,
  isForwarded,
  proxyOf,
  requireDecision,
  webClient,
  type Proxy,
} from '../proxy.ts';

/** What a page of an attacker can send: the fields that it saw in a browser of its own, or what everybody knows. */
const FORGERIES = [
  { method: 'POST', fields: 'none' },
  { method: 'POST', fields: 'its own' },
  { method: 'GET', fields: 'none' },
  { method: 'GET', fields: 'its own' },
] as const;
type Forgery = (typeof FORGERIES)[number];

export default authorizationServerCheck({
  requirement: 'authorization-server.authorization.consent-csrf',
  title: 'A decision that another site sends in the name of the person is not taken',
  needs: ['login', 'registration'],
  probe: async (server) => {
    const proxy = await proxyOf(server);
    const { page } = requireDecision(proxy);
    const forged = await Promise.all(FORGERIES.map((forgery) => attempt(server, proxy, forgery)));
    return {
      exchanges: [...proxy.exchanges, ...forged.flatMap(({ exchanges }) => exchanges)],
      framed: mayBeFramed(page.headers),
      taken: forged.map(({ isTaken }, index) => ({ isTaken, what: nameOf(FORGERIES[index]) })),
    };
  },
  judge: ({ framed, taken }) =>
    firstProblem([
      ...taken.map(({ isTaken, what }) =>
        isTaken ? violation('a decision of another site is refused', `${what} was taken for consent`) : ok,
      ),
      framed
        ? violation(
            "Content-Security-Policy: frame-ancestors 'none', or X-Frame-Options: DENY",
            'the page that asks for consent may be framed by any origin',
          )
        : ok,
    ]),
});

const nameOf = (forgery: Forgery | undefined) =>
  `a ${forgery?.method ?? ''} from another site with ${forgery?.fields === 'none' ? 'no hidden field' : 'the hidden fields of another browser'}`;

/** The person has the page open in one browser; what is sent there was made of the page in another one. */
async function attempt(server: AuthorizationServerContext, proxy: Proxy, { method, fields }: Forgery) {
  const client = await webClient(server);
  const [own, victim] = [server.browser(), server.browser()];
  const [seen, open] = await Promise.all(
    [own, victim].map((browser) => begun(server, proxy, { client, browser })),
  );
  const form =
    seen?.url === undefined
      ? undefined
      : filled({ html: seen.reply.text, url: seen.url }, requireDecision(proxy));
  if (seen === undefined || open === undefined || form === undefined)
    throw inconclusive('The page that asks for consent was not shown again.');
  const sent = submission(
    form,
    { origin: 'https://other.example', site: 'cross-site' },
    { method, ...(fields === 'none' ? { hidden: [] } : {}) },
  );
  const redirectUris = [client.redirectUri, proxy.thirdParty.place];
  const visit = await victim.copy(crossSite(method)).go({ ...sent, redirectUris });
  return {
    exchanges: [...open.exchanges, ...visit.exchanges],
    isTaken: isForwarded(visit, proxy) || isBackWithCode(visit, client),
  };
}

/** Which cookies go along when another site sends a browser there (RFC 6265bis §5.6.7.1). */
function crossSite(method: 'GET' | 'POST') {
  return ({ sameSite, value }: KeptCookie) => {
    const stays = sameSite === 'strict' || (sameSite === 'lax' && method === 'POST');
    return stays ? undefined : value;
  };
}
