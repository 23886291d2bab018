import {
  authorizationServerCheck,
  clientMetadata,
  inertMarkup,
  isLive,
  isObject,
  ok,
  REDIRECT_URI,
  untested,
  violation,
  type AuthorizationServerContext,
  type Client,
  type Exchange,
  type Markup,
} from '../../../harness/index.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.security.client-name-escaping',
  title: 'Login and consent pages show what a client says of itself as text only',
  needs: ['login', 'registration'],
  probe: async (server) => {
    const markup = inertMarkup();
    const { registrations, client } = await registerWith(server, markup);
    // Who does not take such a client shows nothing of it.
    if (client === undefined) return { registrations, live: false, isScript: false };
    const { end, pages, reply, exchanges } = await server.authorize({ client });
    const shown = [
      ...pages.map(({ html, headers }) => ({ html, type: new Map(headers).get('content-type') })),
      ...(end === 'page' ? [{ html: reply.text, type: reply.header('content-type') }] : []),
    ];
    const isShown = shown.some(({ html }) => html.includes(markup.name));
    if (!isShown && server.target.login === undefined)
      throw untested(
        NOT_SHOWN,
        exchanges.map(({ id }) => id),
      );
    return {
      registrations,
      pages: exchanges,
      live: shown.some(({ html, type }) => isLive(markup, html, type)),
      isScript: shown.some(({ html }) => loads(html, markup)),
    };
  },
  judge: ({ live, isScript }) => {
    const expected = 'a page escapes what a client says of itself, and loads only https URLs of it';
    if (live) return violation(expected, 'markup in client_name becomes part of the page');
    return isScript ? violation(expected, 'the page has a javascript: URL that the client named') : ok;
  },
});

const NOT_SHOWN =
  'The page that redirects alone lead to does not name the client, or there is none: give --login browser or --login script, so that the consent page is seen.';

/** Registers with markup for a name and scripts for URLs, and without the latter where they are refused. */
async function registerWith(
  server: AuthorizationServerContext,
  { name, text }: Markup,
): Promise<{ registrations: Exchange[]; client?: Client }> {
  const redirectUri = server.target.login?.redirectUri ?? REDIRECT_URI;
  const named = { ...clientMetadata(redirectUri, 'none'), client_name: `Test ${text}` };
  const script = `javascript:${name}()`;
  const registrations: Exchange[] = [];
  for (const request of [{ ...named, logo_uri: script, policy_uri: script, tos_uri: script }, named]) {
    const reply = await server.register(request);
    registrations.push(reply.exchange);
    const answer = reply.json();
    const id =
      isObject(answer) && (reply.status === 201 || reply.status === 200) ? answer['client_id'] : undefined;
    if (typeof id === 'string')
      return { registrations, client: { id, strategy: 'dcr', method: 'none', redirectUri } };
  }
  return { registrations };
}

function loads(html: string, { name }: Markup): boolean {
  return new RegExp(`(?:href|src|action)\\s*=\\s*["']?\\s*javascript:${name}`, 'i').test(html);
}
