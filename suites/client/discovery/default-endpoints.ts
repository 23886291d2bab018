import {
  clientCheck,
  clientIn,
  ok,
  tokenResponse,
  unclear,
  violation,
  type LabAnswer,
  type LabRequest,
  type Scenario,
} from '../../../harness/index.ts';

/** Without `iss`: of a server without metadata nobody knows the issuer, and that of the lab is another one. */
function backWithCode({ parameters }: LabRequest): LabAnswer {
  const to = new URL(parameters.get('redirect_uri') ?? 'about:blank');
  to.searchParams.set('code', 'code-of-the-root');
  const state = parameters.get('state');
  if (state !== null) to.searchParams.set('state', state);
  return { status: 302, headers: { Location: to.href } };
}

/** No metadata anywhere; the endpoints are at the root of the MCP server, which has a path. */
const WITHOUT_METADATA: Scenario = {
  async play(lab) {
    for (const kind of ['resource-metadata', 'server-metadata'] as const)
      lab.answer(kind, { status: 404, text: 'There is nothing here.' });
    const at =
      (path: string) =>
      ({ via, url }: LabRequest): boolean =>
        via === 'server' && url.pathname === path;
    lab.answer(({ kind, token }) => kind === 'mcp' && token === undefined, {
      status: 401,
      headers: { 'WWW-Authenticate': 'Bearer' },
      json: { error_description: 'This server needs an access token.' },
    });
    lab.answer(at('/register'), ({ body }) => ({
      status: 201,
      json: {
        ...(JSON.parse(body) as object),
        client_id: 'client-of-the-root',
        token_endpoint_auth_method: 'none',
      },
    }));
    lab.answer(at('/authorize'), backWithCode);
    lab.answer(at('/token'), async (request) => ({
      status: 200,
      json: await tokenResponse(lab, clientIn(request) ?? 'client-of-the-root'),
    }));
    await lab.launch();
    return undefined;
  },
};

const KINDS = { registration: '/register', authorization: '/authorize', code: '/token' } as const;

export default clientCheck({
  requirement: 'client.discovery.default-endpoints',
  title:
    'Without metadata the client uses /authorize, /token and /register at the root, after it looked for it',
  scenario: WITHOUT_METADATA,
  reaches: 'connected',
  judge(story) {
    const { origin } = new URL(story.url);
    const looked = story.steps.findIndex(({ kind }) => kind === 'server-metadata');
    for (const [index, { kind, exchange }] of story.steps.entries()) {
      const path = kind in KINDS ? KINDS[kind as keyof typeof KINDS] : undefined;
      if (path === undefined) continue;
      const { url } = exchange.request;
      if (origin + path !== url.split('?')[0])
        return violation(origin + path, `${exchange.request.method} ${url.split('?')[0] ?? ''}`);
      if (looked < 0 || index < looked)
        return violation('first a request for the metadata of the authorization server', `first ${path}`);
    }
    if (story.of('code').length > 0) return ok;
    if (looked < 0) return unclear(`${story.summary}, and looked for no metadata.`);
    return violation(
      `requests to ${origin}/authorize and ${origin}/token`,
      `${story.counts()} after the metadata was not found. ${story.summary}`,
    );
  },
});
