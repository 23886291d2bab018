import {
  authorizationServerCheck,
  inertMarkup,
  isLive,
  ok,
  Stop,
  untested,
  violation,
  type AuthorizationServerContext,
  type Client,
  type Markup,
} from '../../../harness/index.ts';

export default authorizationServerCheck({
  requirement: 'authorization-server.security.client-name-escaping',
  title: 'Login and consent pages show what a client says of itself as text only',
  needs: ['login', 'registration'],
  probe: async (server) => {
    const markup = inertMarkup();
    const client = await registerWith(server, markup);
    // Who takes only clients without markup shows none.
    if (client === undefined) {
      const { registration } = await server.client({ metadata: {} });
      return { registration: registration?.exchange, live: false, isScript: false };
    }
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
      registration: client.registration?.exchange,
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
): Promise<Client | undefined> {
  const named = { client_name: `Test ${text}` };
  const script = `javascript:${name}()`;
  for (const metadata of [{ ...named, logo_uri: script, policy_uri: script, tos_uri: script }, named]) {
    try {
      return await server.client({ metadata });
    } catch (error) {
      if (!(error instanceof Stop) || error.outcome !== 'inconclusive') throw error;
    }
  }
  return undefined;
}

function loads(html: string, { name }: Markup): boolean {
  return new RegExp(`(?:href|src|action)\\s*=\\s*["']?\\s*javascript:${name}`, 'i').test(html);
}
